"""Accounts of the staff and their groups: made, switched off and given a new password by root alone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import display
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.forms import BaseUserCreationForm, SetPasswordForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from payments.models import Actor
from portal.models import Account
from portal.staff.pages import StaffAdmin, sent
from portal.words import groups as words


class StaffGroupAdmin(StaffAdmin, GroupAdmin):
    """Django's own page for groups, under our titles."""

    list_display = ("called",)

    @display(description=gettext_lazy("name"), ordering="name")
    def called(self, group: Group) -> str:
        """In the reader's language."""
        return words.group(group.name)


class AccountForm(forms.ModelForm):
    """Who it is and how they sign in."""

    label = forms.CharField(
        label=capfirst(gettext_lazy("label")),
        max_length=150,
        help_text=gettext_lazy("People read it where it says who opened their record."),
        widget=AdminTextInputWidget,
    )

    class Meta:
        model = Account
        fields = ("email",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].required = True
        if "groups" in self.fields:
            self.fields["groups"].label_from_instance = lambda group: words.group(group.name)
        if self.instance.pk:
            self.initial["label"] = self.instance.actor.label

    def clean_email(self) -> str:
        """As it is stored."""
        return Account.normalize_username(self.cleaned_data["email"])


class NewAccountForm(AccountForm, BaseUserCreationForm):
    """The same with a password, typed twice."""


@method_decorator(sensitive_post_parameters(), name="add_view")
@method_decorator(sensitive_post_parameters(), name="password_view")
class AccountAdmin(StaffAdmin):
    """Those who sign in by e-mail. A citizen's account is nobody's business here."""

    form = AccountForm
    list_display = ("email", "label", "is_active", "is_superuser")
    list_select_related = ("actor",)
    ordering = ("email",)
    formfield_overrides = {ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}

    @display(description=gettext_lazy("label"))
    def label(self, account: Account) -> str:
        """What people read."""
        return account.actor.label

    def get_queryset(self, request: HttpRequest) -> QuerySet[Account]:
        """Staff only."""
        return super().get_queryset(request).filter(is_staff=True)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever could make accounts could make themselves root: no permission stands for that."""
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Account | None = None) -> bool:
        """Root."""
        return request.user.is_superuser

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Account | None = None) -> bool:
        """What they did stays theirs; an account is switched off."""
        return False

    def get_fields(self, request: HttpRequest, account: Account | None = None) -> tuple[str, ...]:
        """Groups and the switch are for an account that is there."""
        return ("email", "label", *(("is_active", "groups") if account else ("password1", "password2")))

    def get_readonly_fields(self, request: HttpRequest, account: Account | None = None) -> tuple[str, ...]:
        """Nobody locks themselves out."""
        return ("is_active",) if account == request.user else ()

    def get_form(self, request: HttpRequest, account: Account | None = None, **options: Any) -> type[forms.ModelForm]:
        """A new account needs a password at once."""
        return super().get_form(request, account, **({} if account else {"form": NewAccountForm}) | options)

    def get_urls(self) -> list[URLPattern]:
        """Our page before Django's own."""
        return [self.own_path("<path:object_id>/password/", self.password_view, "password"), *super().get_urls()]

    def save_model(self, request: HttpRequest, account: Account, form: AccountForm, change: bool) -> None:
        """The actor that they are goes before the account."""
        actor = account.actor if change else Actor(kind=Actor.Kind.STAFF)
        actor.label = form.cleaned_data["label"]
        actor.save(update_fields=["label"] if change else None)
        account.actor, account.is_staff = actor, True
        super().save_model(request, account, form, change)

    def password_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A new password for somebody; whoever has signed in with the old one is out."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        account = self.found(request, object_id)
        form = SetPasswordForm(account, sent(request))
        if form.is_valid():
            with transaction.atomic():
                form.save()
                self.log_change(request, account, _("The password was changed."))
            messages.success(request, _("The password was changed."))
            return redirect("admin:portal_account_change", account.pk)
        lead = _("For %(email)s. Whoever has signed in with the old password has to sign in again.") % {
            "email": account.email
        }
        return self.form_page(request, title=_("New password"), lead=lead, form=form, submit=_("Change the password"))
