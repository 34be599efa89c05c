"""Everything that apprise reaches: WeChat Work, DingTalk, Feishu, SMS and the rest."""

from crmcli.exchange.channels.message import Message, Result, State, harmless, one_line
from crmcli.exchange.channels.settings import Settings
from crmcli.language import _


def send(message: Message, given: Settings) -> Result:
    """Send a message to the addresses of its recipient, or of everybody."""
    urls = given.urls.get(message.recipient) or given.urls.get("")
    if not urls:
        return Result(State.NEVER, _("remind.notify.urls has nothing for {name}").format(name=message.recipient))
    try:
        import apprise
    except ImportError:
        return Result(State.NEVER, _("This channel needs: pip install 'crmcli[notify]'"))
    sender = apprise.Apprise()
    for url in urls:
        if not sender.add(url):
            # Without the address itself: it holds a key.
            return Result(State.NEVER, _("an address in remind.notify.urls is none that apprise knows"))
    body = harmless(message.text)
    if sender.notify(body=body, title=one_line(message.subject), body_format=apprise.NotifyFormat.TEXT):
        return Result(State.SENT)
    # It does not say which of them failed, or whether for good.
    return Result(State.LATER, _("apprise could not deliver it"))
