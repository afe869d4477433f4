"""The form field for a table that somebody brings: rows of answers, or of partners."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.words import file_size
from alongside.documents.uploads import Refused, scan


class TableFileField(forms.FileField):
    """CSV, Excel or OpenDocument, scanned and not yet read. Cleans to (its name, what it holds).

    ``largest``: in bytes.
    """

    widget = forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"})
    default_error_messages = {
        "required": gettext_lazy("Choose a file"),
        "empty": gettext_lazy("The file is empty. Choose another file"),
    }

    def __init__(self, *, largest: int, **more: Any) -> None:
        self.largest = largest
        super().__init__(**more)

    def clean(self, data: Any, initial: Any = None) -> tuple[str, bytes]:
        upload = super().clean(data, initial)
        content: bytes = upload.read(self.largest + 1)
        if len(content) > self.largest:
            raise forms.ValidationError(_("The file must be smaller than %(size)s") % {"size": file_size(self.largest)})
        try:
            scan(content)
        except Refused as problem:
            raise forms.ValidationError(str(problem)) from problem
        return upload.name or "", content
