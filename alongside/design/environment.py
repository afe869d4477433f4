"""The Jinja environment: helpers that templates may use, and the design system's components, remembered."""

import json
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone, translation
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup, escape

from alongside.core import dates
from alongside.core.addresses import url
from alongside.design import words
from alongside.design.once import once
from alongside.design.said import lang, plain

REMEMBERED = 2000


class Components:
    """``nhs("radios", {...})`` renders a component of NHS.UK frontend and remembers what came out.

    The macros cost up to 2 ms each and what they make depends on their parameters alone. Anything personal or
    secret (a typed value, a token) is given with ``remember=False`` so that it is never kept.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._kept: OrderedDict[str, Markup] = OrderedDict()
        self._lock = Lock()
        self._macros: dict[str, Any] = {}

    def __call__(self, name: str, params: dict[str, Any], *, remember: bool = True) -> Markup:
        if not remember:
            return self._render(name, params)
        key = name + json.dumps(params, sort_keys=True, default=str)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = self._render(name, params)
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return made

    def _render(self, name: str, params: dict[str, Any]) -> Markup:
        macro = self._macros.get(name)
        if macro is None:
            template = self._environment.get_template(f"nhsuk/components/{name}/macro.jinja")
            exported = [key for key in template.module.__dict__ if not key.startswith("_")]
            wanted = name.replace("-", "").lower()
            macro_name = next(key for key in exported if key.lower() == wanted)
            macro = self._macros[name] = getattr(template.module, macro_name)
        return Markup(macro(params))  # noqa: S704 (the component escapes its own text parameters)


class NhsLogo:
    """The NHS logo as the design system draws it. Only for NHS bodies: it may not be used by others."""

    def __init__(self, components: Components) -> None:
        self._components = components

    def __call__(self) -> Markup:
        header = self._components("header", {"logo": {}})
        drawn = re.search(r"<svg class=\"nhsuk-header__logo\".*?</svg>", header, re.DOTALL)
        if drawn is None:
            raise LookupError("The design system's header has no logo. Look at the new release.")
        words = drawn[0].replace("nhsuk-header__logo", "as-brand__nhs").replace('height="40" width="100"', "")
        return Markup(words)  # noqa: S704 (the design system's own drawing)


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs and line breaks, each in its language."""
    opening = Markup("<p{}>").format(lang(text))
    # What is marked already stays so.
    kind = Markup if isinstance(text, Markup) else str
    parts = [part.strip() for part in kind(text).replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Markup("").join(
        opening + Markup("<br>").join(escape(line) for line in part.split("\n")) + Markup("</p>") for part in parts
    )


def bare(text: object) -> Markup:
    """For the page's title, which holds no markup."""
    return escape(Markup(text).striptags())  # noqa: S704 (tags are taken out, then it is escaped again)


def crumbs(links: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """(words, link) pairs as the breadcrumb component takes them."""
    return [
        {"html": escape(words), "href": link} if lang(words) else {"text": str(words), "href": link}
        for words, link in links
    ]


def select_options(bound: BoundField) -> Iterator[tuple[str, Any, bool]]:
    """(value, words, chosen) of a list to choose from, as Django has them, without a widget of its own for each."""
    widget: Any = bound.field.widget
    chosen = widget.format_value(bound.value())
    for value, label in widget.choices:
        for each, said in label if isinstance(label, list | tuple) else [(value, label)]:
            key = "" if each is None else str(each)
            yield key, said, key in chosen


@lru_cache(maxsize=20_000)
def _said(language: str | None, message: str) -> Markup:
    return Markup(translation.gettext(message))  # noqa: S704 (our own words, in templates and their translations)


def gettext(message: str, **values: Any) -> Markup:
    """A template's own words in the language of the page. Remembered: looking passes through every catalogue."""
    words = _said(translation.get_language(), message)
    return words % values if "%" in words else words


def environment(**options: Any) -> Environment:
    # The design system's macros look into parameters that were not given.
    options["undefined"] = ChainableUndefined
    loader = ChoiceLoader([options.pop("loader"), PackageLoader("nhsuk_frontend_jinja")])
    made = Environment(  # noqa: S701 (Django passes autoescape=True in options)
        loader=loader,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=gettext, ngettext=translation.ngettext, newstyle=True
    )
    # Straight to the words: a page has 50 of them, and the extension's own way there passes through four functions.
    made.globals["_"] = gettext
    components = Components(made)
    made.globals.update(
        static=static,
        url=url,
        nhs=components,
        nhs_logo=NhsLogo(components),
        once=once,
        settings=settings,
        now=timezone.now,
        today=timezone.localdate,
        lang=lang,
        select_options=select_options,
    )
    made.filters.update(
        day=dates.in_words,
        short_day=dates.short,
        day_and_month=dates.day_and_month,
        clock=dates.clock,
        with_clock=dates.with_clock,
        crumbs=crumbs,
        paragraphs=paragraphs,
        plain=plain,
        bare=bare,
        number=words.number,
        file_size=words.file_size,
    )
    return made
