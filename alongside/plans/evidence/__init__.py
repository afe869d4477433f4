"""Live checks: which evidence is held and where the gaps are, computed from what rooms know. Pure."""
