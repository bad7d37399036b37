"""Components of the pages, as template tags. Built in: no `{% load %}` needed.

Each is documented where it is made (`config/components/`) and shown in use at /componentes/.
"""

from django import template

from config.components import display, fields, icons, keeping, moving, tables, wording

register = template.Library()

for block in (
    display.notice,
    display.summary_list,
    display.summary_row,
    display.timeline,
    display.event,
    display.empty,
    moving.breadcrumbs,
    moving.filter_bar,
    moving.dialog,
    tables.card_table,
    tables.row,
    tables.cell,
):
    register.simple_block_tag(block)

for tag in (
    icons.icon,
    display.state,
    display.steps,
    display.code_once,
    fields.field,
    fields.file_input,
    fields.consent_choice,
    fields.error_summary,
    keeping.keeps,
    keeping.kept,
    keeping.undo_button,
    moving.safe_url,
    moving.button,
    moving.button_link,
    moving.claveunica_button,
    moving.tabs,
    moving.crumb,
):
    register.simple_tag(tag)

register.simple_tag(display.toasts, takes_context=True)
register.simple_tag(moving.pagination, takes_context=True)

for word in (
    wording.run,
    wording.phone,
    wording.date_cl,
    wording.date_short,
    wording.days_away,
):
    register.filter(word.__name__, word)
