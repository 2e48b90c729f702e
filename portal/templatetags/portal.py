"""Filters that write sums, months and days in the language of the page."""

from django import template

from portal import written

register = template.Library()
register.filter("tenge", written.tenge)
register.filter("month", written.month)
register.filter("month_in_sentence", written.in_sentence)
register.filter("day", written.day)
register.filter("short_day", written.short_day)
