"""What may be written to a log: which page and what kind of error, never who or what they said."""

import logging
import re

ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{4}[ -]?[2-9A-HJKMNP-Z]{4}[ -]?[2-9A-HJKMNP-Z]{4}\b")


class NoPersonalData(logging.Filter):
    """Last line of defence: drops tracebacks' values and hides what looks like an address or a code."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage().split("?", 1)[0] if record.name == "django.request" else record.getMessage()
        record.msg = CODE.sub("[code]", ADDRESS.sub("[address]", words))
        record.args = ()
        if record.exc_info:
            # Where it happened, not the message: an error's words may quote an answer.
            kind, _problem, trace = record.exc_info
            places = []
            while trace is not None:
                frame = trace.tb_frame.f_code
                places.append(f"{frame.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}:{frame.co_name}")
                trace = trace.tb_next
            record.msg += f" [{kind.__name__ if kind else 'error'} at {' > '.join(places[-6:])}]"
            record.exc_info = None
            record.exc_text = None
        return True
