"""Components print what a screen reader needs and keep what was typed."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from config.components.icons import ICONS

ANSWERS = [("yes", "Yes"), ("no", "No")]


class Visit(forms.Form):
    """A form with one of each."""

    name = forms.CharField(label="Name", help_text="As she likes it")
    run = forms.CharField(label="RUN", widget=forms.TextInput(attrs={"data-kind": "run"}))
    born = forms.DateField(label="Born", widget=forms.SelectDateWidget(years=range(1930, 2030)))
    channel = forms.ChoiceField(label="Channel", choices=ANSWERS, widget=forms.RadioSelect)
    story = forms.CharField(label="Story", max_length=500, widget=forms.Textarea)
    paper = forms.FileField(label="Paper", required=False)


def printed(source: str, **context: object) -> BeautifulSoup:
    return BeautifulSoup(Template(source).render(Context(context)), "html.parser")


def test_each_error_is_linked_to_the_first_control_of_its_field() -> None:
    form = Visit({})
    page = printed("{% error_summary form %}{{ form }}", form=form)
    links = [link["href"][1:] for link in page.select(".problem a")]
    assert len(links) == 5 * 2  # asked for twice: the form prints its own summary
    assert {"id_name", "id_born_day", "id_channel_0"} <= set(links)
    assert all(page.find(id=target) is not None for target in links)


def test_the_summary_takes_the_focus_and_a_good_form_has_none() -> None:
    assert printed("{% error_summary form %}", form=Visit({})).find(autofocus=True, tabindex="-1")
    assert not printed("{% error_summary form %}", form=Visit()).find()


def test_a_wrong_field_says_so_beside_its_control() -> None:
    page = printed("{% field form.name %}", form=Visit({"name": ""}))
    control = page.find("input")
    assert control["aria-invalid"] == "true"
    described = control["aria-describedby"].split()
    assert described == ["id_name_helptext", "id_name_error"]
    assert all(page.find(id=part).get_text(strip=True) for part in described)


def test_what_was_typed_is_kept_even_when_it_is_no_date() -> None:
    form = Visit({"name": "Ana", "born_day": "31", "born_month": "2", "born_year": "1988"})
    page = printed("{{ form }}", form=form)
    values = [page.find(id=f"id_born_{part}")["value"] for part in ("day", "month", "year")]
    assert values == ["31", "2", "1988"]
    assert page.find(id="id_name")["value"] == "Ana"


def test_a_text_full_of_marks_is_printed_as_text() -> None:
    form = Visit({"name": "<script>x</script>", "born_day": '"><b>'})
    assert not printed("{{ form }}", form=form).find(["script", "b"])


def test_browsers_are_asked_to_remember_nothing() -> None:
    page = printed("{{ form }}", form=Visit())
    fields = page.select("input[type=text], textarea")
    kept = [field.get("id") for field in fields if field.get("autocomplete") != "off"]
    assert kept == []


def test_a_run_gets_a_keyboard_with_letters_and_no_spelling() -> None:
    control = printed("{% field form.run %}", form=Visit()).find("input")
    assert control["inputmode"] == "text"
    assert control["spellcheck"] == "false"


def test_a_long_text_tells_its_limit() -> None:
    page = printed("{% field form.story %}", form=Visit())
    assert "id_story_limit" in page.find("textarea")["aria-describedby"]
    assert "500" in page.find(id="id_story_limit").get_text()


def test_a_file_says_beforehand_what_is_taken() -> None:
    page = printed("{% file_input form.paper camera=True megabytes=7 %}", form=Visit())
    assert page.find("input")["capture"] == "environment"
    assert "7 MB" in page.get_text()


def test_neither_answer_is_ticked_for_her() -> None:
    page = printed("{% consent_choice form.channel %}", form=Visit())
    assert len(page.select("input[type=radio]")) == 2
    assert not page.select("input[checked]")


def test_a_state_is_a_word_and_an_icon_besides_its_colour() -> None:
    page = printed('{% state "Late" tone="danger" %}')
    assert page.get_text() == "Late"
    assert page.find("svg")["aria-hidden"] == "true"


@pytest.mark.parametrize(
    "source",
    ['{% state "x" tone="pink" %}', '{% button "x" "huge" %}', '{% notice "sad" %}{% endnotice %}'],
)
def test_an_unknown_look_is_a_mistake_of_the_template(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        printed(source)


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_can_be_drawn(name: str) -> None:
    assert printed(f'{{% icon "{name}" %}}').find("path")["d"].startswith("M")


def test_the_empty_component_and_the_empty_of_a_loop_live_together() -> None:
    source = (
        '{% for x in none %}a{% empty %}{% empty "Nothing" %}<p>yet</p>{% endempty %}{% endfor %}'
    )
    assert printed(source, none=[]).get_text(" ", strip=True) == "Nothing yet"


def test_a_table_keeps_its_roles_and_its_labels_for_the_phone() -> None:
    page = printed(
        '{% card_table "People" "Name|Days#" %}{% row %}{% cell "Name" head=True %}Ana{% endcell %}'
        '{% cell "Days" number=True %}{{ n }}{% endcell %}{% endrow %}{% endcard_table %}',
        n="<i>3</i>",
    )
    assert page.find("caption").get_text() == "People"
    assert [cell["data-label"] for cell in page.select("tbody [data-label]")] == ["Name", "Days"]
    assert not page.find("i")


def test_pages_of_a_list_keep_its_filters() -> None:
    request = RequestFactory().get("/", {"estado": "1", "pagina": "2"})
    page = printed("{% pagination page %}", page=Paginator(range(50), 10).page(2), request=request)
    assert all("estado=1" in link["href"] for link in page.select("a"))
    assert page.find("a", attrs={"aria-current": "page"}).get_text().endswith("2")


def test_a_dialog_has_a_page_to_fall_back_on() -> None:
    page = printed('{% dialog "end" "Sure?" "End" "/end/" %}<p>x</p>{% enddialog %}')
    assert page.find("a", attrs={"data-dialog": "end"})["href"] == "/end/"
    assert page.find("dialog")["aria-labelledby"] == page.find("h2")["id"]


def test_the_button_of_the_provider_is_a_link_with_its_own_name() -> None:
    link = printed('{% claveunica_button "/claveunica/entrar/" %}').find("a")
    assert "ClaveÚnica" in link["aria-label"]
    assert link.get_text(strip=True) == "ClaveÚnica"


def test_nothing_chosen_is_said_in_words_and_what_was_chosen_stays() -> None:
    class Place(forms.Form):
        where = forms.ChoiceField(choices=[("", "---------"), ("a", "--- a"), ("b", "b")])

    for typed in ({}, {"where": "a"}):
        shown = printed("{% field form.where %}", form=Place(typed))
        assert [option.text for option in shown.select("option")] == ["Elija", "--- a", "b"]
        chosen = shown.select_one("option[selected]")
        assert (chosen["value"] if chosen else "") == typed.get("where", "")
