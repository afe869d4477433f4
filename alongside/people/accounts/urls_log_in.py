"""Logging in, below /log-in/. Only those of allauth's pages that this product uses have an address; their names are its own."""

from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from alongside.people.accounts.views import login

urlpatterns = [
    path("", login.LogIn.as_view(), name="account_login"),
    path("", login.LogIn.as_view(), name="account_request_login_code"),
    path("code/", login.EnterCode.as_view(), name="account_confirm_login_code"),
    path("log-out/", login.LogOut.as_view(), name="account_logout"),
    path("passkey/", login_not_required(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("second-factor/", login.EnterSecondFactor.as_view(), name="mfa_authenticate"),
    path("second-factor/again/", login.EnterSecondFactorAgain.as_view(), name="mfa_reauthenticate"),
    path("second-factor/app/", login.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", login.SetUpPasskey.as_view(), name="mfa_add_webauthn"),
    path("second-factor/passkeys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("second-factor/passkeys/<int:pk>/name/", login.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("second-factor/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "second-factor/recovery-codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("second-factor/all/", login.second_factor, name="mfa_index"),
]
