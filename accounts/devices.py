"""What kind of device a browser says it runs on: one short code, nothing that tells two apart."""

# In this order: an iPad also says "Macintosh", a phone's Android also says "Linux".
MARKS = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Android", "android"),
    ("CrOS", "chromebook"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("Linux", "linux"),
)


def device_code(user_agent):
    """A code of verb_facts.CODES for the User-Agent line of a request."""
    for mark, code in MARKS:
        if mark in user_agent:
            is_tablet = code == "android" and "Mobile" not in user_agent
            return "android_tablet" if is_tablet else code
    return "unknown_device"
