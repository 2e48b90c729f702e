"""Partners: who may call the bank's door, from where, how often and with which keys; switched off in a second."""

from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from payments import ledger
from payments.models import Actor, Partner, PartnerKey
from portal import written
from portal.partner_keys import hash_of, make_key
from portal.staff.pages import StaffAdmin, needs
from portal.staff.tables import table
from portal.words import partners as words

CHANGE = "payments.change_partner"


class PartnerForm(forms.ModelForm):
    """Who it is, how it speaks, from where and how often it calls."""

    name = forms.CharField(
        label=capfirst(gettext_lazy("name")),
        max_length=150,
        help_text=gettext_lazy("People read it beside their payments. It stays."),
        widget=AdminTextInputWidget,
    )
    addresses = forms.CharField(
        label=capfirst(gettext_lazy("addresses")),
        required=False,
        help_text=gettext_lazy(
            "One a line, an address or a network such as 192.0.2.0/24. With none the partner cannot call."
        ),
        widget=AdminTextareaWidget(attrs={"rows": 4}),
    )

    calls_a_minute = forms.IntegerField(label=capfirst(gettext_lazy("calls a minute")), min_value=1, initial=600)

    class Meta:
        model = Partner
        fields = ("name", "kind", "dialect", "login", "addresses", "calls_a_minute", "is_on")
        help_texts = {
            "dialect": gettext_lazy("How it speaks to the bank’s door. Empty for a partner that only sends lists."),
            "is_on": gettext_lazy("Switched off, it is refused from its next call on. What it has brought stays."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["name"] = self.instance.actor.label
            self.fields["name"].disabled = True

    def clean_name(self) -> str:
        """No two partners are called alike."""
        name = self.cleaned_data["name"]
        if not self.instance.pk and Actor.objects.filter(kind=Actor.Kind.PARTNER, label=name).exists():
            raise forms.ValidationError(_("There is a partner of this name"))
        return name

    def clean_addresses(self) -> str:
        """Networks as they are written in full, one a line."""
        try:
            return "\n".join(str(ip_network(line)) for line in self.cleaned_data["addresses"].split())
        except ValueError:
            raise forms.ValidationError(_("Enter addresses or networks, for example 192.0.2.0/24")) from None


class PartnerAdmin(StaffAdmin):
    """A partner with its keys. A key is shown once, when it is made."""

    form = PartnerForm
    list_display = ("name", "kind", "dialect", "login", "calls_a_minute", "is_on")
    list_select_related = ("actor",)
    ordering = ("actor__label",)

    @admin.display(description=gettext_lazy("name"), ordering="actor__label")
    def name(self, partner: Partner) -> str:
        """As people read it."""
        return partner.actor.label

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partner]:
        """Each with its name."""
        return super().get_queryset(request).select_related("actor")

    def has_delete_permission(self, request: HttpRequest, obj: Partner | None = None) -> bool:
        """What it brought stays its own; a partner is switched off."""
        return False

    def get_fields(self, request: HttpRequest, partner: Partner | None = None) -> tuple[str, ...]:
        """For those who may only look as well."""
        return self.form.Meta.fields

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own."""
        return [
            self.own_path("<path:object_id>/key/", self.key_view, "key"),
            self.own_path("<path:object_id>/revoke/<int:key>/", self.revoke_view, "revoke"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, partner: Partner, form: PartnerForm, change: bool) -> None:
        """The actor that it is goes before the partner."""
        if change:
            partner.save(update_fields=form.changed_data)  # the web role has no right to say anew whose it is
            return
        partner.actor = Actor.objects.create(kind=Actor.Kind.PARTNER, label=form.cleaned_data["name"])
        super().save_model(request, partner, form, change)

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own page, with the keys below."""
        partner = context.get("original")
        keys = list(partner.keys.order_by("pk")) if partner else []
        good = [key for key in keys if key.revoked_at is None]
        context |= {
            "tables": [table(_("Keys"), [_("Key"), _("Made"), _("Revoked")], map(_row, keys))] if keys else [],
            "revocable": good if request.user.has_perm(CHANGE) else [],
            "may_have_one_more": partner and request.user.has_perm(CHANGE) and len(good) < len(PartnerKey.Slot),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    @needs(CHANGE)
    def key_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make a key and show it this once."""
        partner, key = self.found(request, object_id), make_key()
        try:
            with transaction.atomic():
                ledger.add_key(partner=partner, key_hash=hash_of(key), actor=request.user.actor)
                self.log_change(request, partner, _("A key was made."))
        except ledger.Refused as refused:
            messages.error(request, words.no_key(refused.reason))
            return redirect("admin:payments_partner_change", partner.pk)
        back = reverse("admin:payments_partner_change", args=[partner.pk])
        return self.page(request, "admin/payments/partner/key.html", title=_("New key"), key=key, back=back)

    @method_decorator(require_POST)
    @needs(CHANGE)
    def revoke_view(self, request: HttpRequest, object_id: str, key: int) -> HttpResponse:
        """Nobody calls with it any more."""
        partner = self.found(request, object_id)
        with transaction.atomic():
            ledger.revoke_key(key=get_object_or_404(partner.keys, pk=key), actor=request.user.actor)
            self.log_change(request, partner, _("A key was revoked."))
        messages.success(request, _("The key is revoked: nobody calls with it any more."))
        return redirect("admin:payments_partner_change", partner.pk)


def _row(key: PartnerKey) -> Iterator[str]:
    yield str(key)
    yield written.moment(key.made_at)
    yield written.moment(key.revoked_at) if key.revoked_at else written.DASH
