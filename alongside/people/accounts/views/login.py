"""Logging in with a mailed code or a passkey, and the second factor. The work is django-allauth's; the pages are ours."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from alongside.organisations.models import Organisation
from alongside.people.accounts.access import has_second_factor, present_memberships
from alongside.people.accounts.actions import person_at
from alongside.people.accounts.forms import log_in as forms
from alongside.people.accounts.roles import ROLES


class _WithProblems:
    """Errors: the title says so and the answer is 422, which browsers and screen readers treat as a new page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if hasattr(response, "context_data"):
            response.context_data["problems"] = True
            response.status_code = 422
        return response


@method_decorator([login_not_required, never_cache, sensitive_post_parameters()], name="dispatch")
class LogIn(_WithProblems, RequestLoginCodeView):  # type: ignore[misc]
    """Whoever types an address is sent a code to it. A new address becomes an account when its code is typed."""

    template_name = "account/login.html"
    form_class = forms.LogInForm

    def get_form_class(self) -> type[forms.LogInForm]:
        return self.form_class

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Coming back to this page is starting again, perhaps with another address."""

    def form_valid(self, form: forms.LogInForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        with transaction.atomic():
            LoginCodeVerificationProcess.initiate(request=self.request, user=person_at(email), email=email)
        return HttpResponseRedirect(self.get_success_url())


@method_decorator(sensitive_post_parameters(), name="dispatch")
class EnterCode(_WithProblems, ConfirmLoginCodeView):  # type: ignore[misc]
    template_name = "account/confirm_login_code.html"
    form_class = forms.CodeForm

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super()._resend_form_valid(form)
        messages.success(self.request, _("We have sent another code. The earlier one no longer works."))
        return response


@method_decorator(login_not_required, name="dispatch")
class LogOut(LogoutView):  # type: ignore[misc]
    template_name = "account/logout.html"


@method_decorator(sensitive_post_parameters(), name="dispatch")
class EnterSecondFactor(AuthenticateView):  # type: ignore[misc]
    template_name = "mfa/authenticate.html"
    form_class = forms.SecondFactorForm

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.context_data["problems"] = True  # type: ignore[attr-defined]
        response.status_code = 422
        return response


class EnterSecondFactorAgain(_WithProblems, ReauthenticateView):  # type: ignore[misc]
    """Before the second factor itself is changed."""

    template_name = "mfa/reauthenticate.html"
    form_class = forms.SecondFactorAgainForm


def _used_it(request: HttpRequest) -> None:
    """Setting a second factor up takes using it once, which is what log-in would have asked for."""
    record_authentication(request, request.user, "mfa", reauthenticated=True)


class SetUpApp(_WithProblems, ActivateTOTPView):  # type: ignore[misc]
    template_name = "mfa/totp/activate_form.html"
    form_class = forms.AppForm

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _used_it(self.request)
        return response


class SetUpPasskey(_WithProblems, AddWebAuthnView):  # type: ignore[misc]
    template_name = "mfa/webauthn/add_form.html"
    form_class = forms.PasskeyForm

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _used_it(self.request)
        return response


class RenamePasskey(_WithProblems, EditWebAuthnView):  # type: ignore[misc]
    template_name = "mfa/webauthn/edit_form.html"
    form_class = forms.PasskeyNameForm


def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a second factor, and how to set one up or, when one is set up already, to use it now."""
    roles = [
        (each.organisation.name, ROLES[each.role].name)
        for each in present_memberships(request.user)
        if ROLES[each.role].sees_personal_data
    ]
    kinds = set(Authenticator.objects.filter(user=request.user.pk).values_list("type", flat=True))
    return render(
        request,
        "accounts/second_factor.html",
        {
            "roles": roles,
            "set_up": bool(kinds),
            "app": Authenticator.Type.TOTP in kinds,
            "done": bool(kinds) and has_second_factor(request),
        },
    )


def after_log_in(request: HttpRequest) -> HttpResponse:
    """Staff go to Today, or choose an organisation; everyone else to their own pages."""
    memberships = present_memberships(request.user)
    if len(memberships) == 1:
        return redirect(memberships[0].door, memberships[0].organisation.slug)
    if memberships:
        return redirect("team:start")
    organisations = list(
        Organisation.objects.filter(contacts__person=request.user.pk).distinct() or Organisation.objects.all()
    )
    if len(organisations) == 1:
        return redirect("front:mine", organisations[0].slug)
    return render(request, "accounts/choose.html", {"organisations": organisations})
