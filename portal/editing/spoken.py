"""Words of the editors' workplace for which Wagtail has no Spanish: they are given one by us.

Nothing is done with them here: they stand so that the catalogue holds them. A test says which of
them Wagtail speaks by now; those go.
"""

from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_noop as _

SPOKEN = (
    _("any"), _("Any"), _("Minimum"), _("Maximum"), _("Usage count"), _("Filter by"),
    _("Filter by up to ten most popular tags."), _("Show filters"), _("%(field_label)s:"),
    _("Use server language: %(language_name)s"), _("Use server time zone"),
    _("Expiry date/time must be in the future."), _("Search…"), _("Search all pages…"),
    _("There are no results."), _("No results across entire site."), _("Search the whole site"),
    _("The slug '%(page_slug)s' is already in use within the parent page."),
    _('You cannot create a page of type "%(page_type)s" under "%(page_title)s".'),
    _("Tag(s) %(value_too_long)s are over %(max_tag_length)d characters."),
    _("item"), _("items"), _("Go to the first error"), _("Actions (footer)"),
    _("Privacy and access"), _("Your pages and snippets in a workflow"),
    _("Publishing this %(model_name)s will cancel the current workflow."),
    _("This %(model_name)s is currently at <strong>%(task)s</strong> in "
      "<strong>%(workflow)s</strong>."),
    _('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
    _("There are no %(model_name)s to display."), _("No %(model_name)s match your query."),
    _("Scheduling…"), _("Schedule to publish"), _("Invalid schedule"), _("Once scheduled:"),
    _("Choose when this %(model_name)s should go live and/or expire"),
    _('This publishing schedule will only take effect after you select the "Schedule to publish" '
      "option"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    _("Last edited page"), _("Last edit"), _("No page types found."), _("Page types usage"),
    _("No pages/snippets have been submitted for moderation yet"),
    _("Autosave is paused"), _("Autosave is <span>paused</span>"), _("Edit account avatar"),
    _("You saved a new version in another window"), _("System"),
    _("%(user_name)s saved a new version"), _("View latest version"),
    _("You have unsaved changes in another window"), _("%(user_name)s has unsaved changes"),
    _("Currently idle"), _("Currently viewing"),
    _("Proceeding will overwrite the changes you made in that window."),
    _("Proceeding will overwrite the changes made by %(user_name)s."),
    _("Alternatively, you can view the latest version in a new tab."),
    _("A network error occurred"), _("account"), _("All keyboard shortcuts"), _("Section"),
    _("Keyboard shortcut"), _("Shortcuts"), _("Show keyboard shortcuts"), _("Show issue"),
    _("Content metrics"), _("Reading time"), _("Readability"), _("This data explained"),
    _("How we calculate our metrics"),
    _("We extract the main content from the page preview, remove all formatting, and calculate "
      "the number of words."),
    _("We calculate reading time from word count, using different reading speeds for different "
      "languages."),
    _("We use a readability formula based on length of words and sentences. Long sentences and "
      "words result in a worse readability score."),
    _("Locking: "),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("To be created by %(user)s"), _("Refreshing…"), _("Refresh"), _("First published"),
    _("Save your changes before leaving"), _("Toggle minimap"), _("Toggle checks"), _("Checks"),
    _("Warnings"), _("More bulk actions"), _("Close modal dialogs (like this one)"),
    _("Save changes"), _("Add or show comments"), _("Text editing"), _("Cut"), _("Paste"),
    _("Paste and match style"), _("Paste without formatting"), _("Text formatting"),
    _("Insert or edit a link"), _("(blank)"), _("Sort by '%(label)s' in ascending order."),
    _("Sort by '%(label)s' in descending order."), _("Button text is empty"),
    _("Use meaningful text for screen reader users"), _("Empty heading found"),
    _("Table header text is empty"), _("Incorrect heading hierarchy"),
    _("Avoid skipping levels"), _("Link text is empty"), _("Misusing paragraphs as headings"),
    _("Use proper heading tags"), _("Image alt text has inappropriate pattern"),
    _("Use meaningful text"), _("Meta description is empty"),
    _("Add a concise description for search engines"),
    _("%(model_name)s '%(object)s' has been submitted for moderation."),
    _("%(model_name)s '%(object)s' created and submitted for moderation."),
    _("Saving will overwrite a newer version."),
    _("The %(model_name)s could not be saved as it is locked"), _("Sort item order"),
    _("More options for '%(title)s'"),
    _("There are validation errors, click save to highlight them."),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    _("The page could not be saved as it is locked."), _("Date updated"), _("Edited by"),
    _("Has child pages"), _("Page type"), _("Exploring"), _("Choose parent"),
    _("Layout"), _("Grid layout"), _("List layout"), _("Generate URL"), _("Image URL"),
    _("Copy URL"), _("Copied to clipboard"), _("Copying to clipboard failed"),
    _("Please provide an image description to comply with best practices for accessibility."),
    _("Maximum filesize: %(max_upload_size)s."), _("Usage count: (low to high)"),
    _("Usage count: (high to low)"), _("The document could not be created due to errors."),
    _("Locked by you"), _("Locked by another user"), _("Locked by workflow"),
    _("Locked by schedule"), _("This %(model_name)s is currently awaiting moderation."),
    _("Only reviewers for this task can edit the %(model_name)s."),
    _("Currently locked and will go live on the scheduled date"), _("locale"),
    _('The %(model_name)s "%(title)s" has been approved in "%(workflow)s".'),
    _("By task"), _("By workflow"), _("Show disabled"),
    _("Enable custom keyboard shortcuts specific to Wagtail."),
    _("Private, accessible to any logged-in users"),
    _("Private, accessible with a shared password"),
    _("Keyboard shortcuts are currently disabled; manage your %(account_link)s to enable them."),
    _("Keyboard shortcuts are currently enabled; manage your %(account_link)s to disable them."),
    _("Troubleshoot your connection to the site before proceeding. Open the editor in "
      "a separate tab to view the last saved version."),
    _("One or more references to this %(model_name)s prevent it from being deleted."),
    _("This %(model_name)s hasn't been submitted for moderation yet"),
    _("Disable custom ordering"),
    _("Enable custom ordering"),
    _("Changing the privacy for this page has been disabled."),
    _("Search in '<span class=\"w-title-ellipsis\">%(title)s</span>'"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in '<span "
      "class=\"w-title-ellipsis\">%(title)s</span>'."),
    _("No results in '<span class=\"w-title-ellipsis\">%(title)s</span>'."),
    _("No one can make changes while the %(model_name)s is locked"),
    _("Only you can make changes while the %(model_name)s is locked"),
    _("Only %(user)s can make changes while the %(model_name)s is locked"),
    _("<b>'{title}' was locked</b> by <b>you</b> on <b>{datetime}</b>."),
    _("<b>'{title}' is locked</b> by <b>you</b>."),
    _("<b>'{title}' was locked</b> by <b>{user}</b> on <b>{datetime}</b>."),
    _("<b>'{title}' is locked</b>."),
    _("Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing"),
    _("Only reviewers can edit and approve the %(model_name)s"),
    _("{model_name} '{title}' is locked and has been scheduled to go live at {datetime}"),
    _("Date cannot be in the future."),
    _("You do not have permission to access the admin."),
    _("Empty frame title found"),
    _("Use a meaningful title for screen reader users"),
    _("Input button text is empty"),
    _("%(model_name)s '%(title)s' is now unlocked."),
    _("If you confirm deletion"),
    _("the %(model_name)s will also be deleted"),
    _("prevents deletion"),
    _("may prevent deletion"),
    _("will unset the reference"),
    _("will do nothing"),
    _("The %(model_name)s '%(title)s' is not currently awaiting moderation."),
    _("Is commenting action"),
    _("The slug '%(page_slug)s' is already in use at the selected parent page. Make "
      "sure the slug is unique and try again."),
    _("The slug '%(page_slug)s' is already in use within the parent page at "
      "'%(parent_url_path)s'."),
    _("Create a new %(model_name)s"),
    _("The new page will be a child of this given parent page."),
    _("Placeholder title"),
    _("System default"),
    _("Dark"),
    _("More contrast"),
    _("contrast"),
    _("Snug"),
    _("density"),
    _("admin theme"),
    _("Not a valid .%(extension)s image. The extension does not match the file format "
      "(%(image_format)s)"),
    _("The file could not be found. Please change the source or delete the document."),
    _("Privacy is inherited from the ancestor page - %(ancestor_page)s"),
    _("%(parent_pages)s and %(child_pages)s have been published"),
    _("%(parent_pages)s and %(child_pages)s have been deleted"),
    _("%(parent_pages)s and %(child_pages)s have been unpublished"),
    _("Strike-through"),
    _("Item %(index)s of %(total)s"), _("App"), _("Application"), _("Monospace (code)"),
    _('See our <a href="%(guide_link)s" target="_blank">content checks guide</a> for more '
      "information on how content metrics are calculated."),
    _('Why not <a class="upload-one-now" href="#tab-upload" data-action="w-tabs#select:prevent" '
      'data-w-tabs-target="trigger" data-w-tabs-focus-param="true">upload one now</a>?'),
    _("Focus on the drag button and press up or down arrows to move the item, then press enter "
      "to submit the change."),
    _("The filter options you have selected are not valid."),
    _('You do not have permission to create a page under "%(page_title)s".'),
    _("'%(page_title)s' has been moved successfully."),
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
    ),
    ngettext_lazy("Referenced %(count)s time", "Referenced %(count)s times"),
    ngettext_lazy(
        '%(total)s Page <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Pages <span class="w-sr-only">created in %(site_name)s</span>',
    ),
    ngettext_lazy(
        '%(total)s Image <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Images <span class="w-sr-only">created in %(site_name)s</span>',
    ),
    ngettext_lazy(
        '%(total)s Document <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Documents <span class="w-sr-only">created in %(site_name)s</span>',
    ),
    ngettext_lazy(
        "%(num_parent_objects)d page has been published",
        "%(num_parent_objects)d pages have been published",
    ),
    ngettext_lazy(
        "%(num_parent_objects)d page has been unpublished",
        "%(num_parent_objects)d pages have been unpublished",
    ),
    ngettext_lazy(
        "%(num_parent_objects)d page has been deleted",
        "%(num_parent_objects)d pages have been deleted",
    ),
    ngettext_lazy(
        "This action will delete <b>%(total_pages_formatted)s</b> page in total.",
        "This action will delete <b>%(total_pages_formatted)s</b> pages in total.",
    ),
)  # fmt: skip


def scripted() -> dict[str, str | list[str]]:
    """Give the words its scripts say and have no Spanish for, as their catalogue holds them."""
    one, many = _counted(1), _counted(2)
    return {
        "A network error occurred.": gettext("A network error occurred."),
        "A server error occurred.": gettext("A server error occurred."),
        "Autosave in progress…": gettext("Autosave in progress…"),
        "Changes have been autosaved.": gettext("Changes have been autosaved."),
        "Complex": gettext("Complex"),
        "Fair": gettext("Fair"),
        "Good": gettext("Good"),
        "Pin toolbar": gettext("Pin toolbar"),
        "Search options…": gettext("Search options…"),
        "Unpin toolbar": gettext("Unpin toolbar"),
        **{word: [one[word], many[word]] for word in one},
    }


def _counted(number: int) -> dict[str, str]:
    return {
        "%(num)s error": ngettext("%(num)s error", "%(num)s errors", number),
        "%(num)s min": ngettext("%(num)s min", "%(num)s mins", number),
        "%(num)s pixel": ngettext("%(num)s pixel", "%(num)s pixels", number),
    }
