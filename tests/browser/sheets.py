"""What the tests about bad networks do on a sheet, as a person would, and look up on the device."""

from playwright.sync_api import expect

KEPT = "caches.keys().then(names => names.filter(name => name.startsWith('sheet ')))"
UNTIL_KEPT = """async path => {
  const pause = () => new Promise(go => setTimeout(go, 50));
  while (!(await caches.match(path, {ignoreVary: true}))) await pause();
}"""
AGE_THE_SHEET = """async by => {
  const [old] = (await caches.keys()).filter(name => name.startsWith('sheet '));
  const [, who, at, path] = old.split(' ');
  const cache = await caches.open(`sheet ${who} ${at - by} ${path}`);
  await cache.put(path, await (await caches.open(old)).match(path, {ignoreVary: true}));
  await caches.delete(old);
}"""
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('draft '))"


def until(page, script, wanted):
    """Ask the page again and again: our pages forbid the eval that wait_for_function needs."""
    for _ in range(100):
        found = page.evaluate(script)
        if found == wanted:
            return
        page.wait_for_timeout(100)
    assert found == wanted


def write(page, words="買い物の手伝い"):
    page.fill("[name=agenda-0-text]", words)
    page.get_by_label("見本 3郎").check()
    expect(page.locator("[data-save]")).to_contain_text("保存しました", timeout=5000)


def save(page):
    page.get_by_role("button", name="記録を保存する").click()


def lose_network(page):
    """No network, and the page knows: one that does not yet sends what it has, and the record is
    there although the answer is lost. A page opened after this thinks it is on line, and cannot.
    """
    page.context.set_offline(True)
    until(page, "navigator.onLine", wanted=False)


def queue_offline(page, words="買い物の手伝い"):
    """Write, lose the network and press save, then close the page."""
    write(page, words)
    lose_network(page)
    queue(page)


def queue(page):
    """Press save where there is no network, then close the page."""
    save(page)
    expect(page.locator("#queued")).to_contain_text("つながったら自動で送ります")
    page.goto("about:blank")


def leave(page):
    """Through the menu, as people do."""
    page.locator("details.me summary").click()
    page.get_by_role("button", name="ログアウト").click()
    expect(page.locator("h1")).to_have_text("ログイン")
