"""Who matters to the work: a register of partners shared across an organisation, and where each stands in a project.

It knows a project by its scope alone. It never says who counts: influence is never the only thing that is shown, and
nobody's consent to be contacted grows by itself.
"""
