"""What a server draws by lot: a page that differs by that alone has not changed; any other difference counts."""

from __future__ import annotations

import pytest

from harztool.web.lots import without_lots


@pytest.mark.parametrize(
    "written",
    [
        pytest.param('<a href="/de/?PHPSESSID={}">x</a>', id="a session id alone in a query"),
        pytest.param('<a href="/de/?id=5&amp;PHPSESSID={}">x</a>', id="behind another parameter"),
        pytest.param('<a href="/de/&PHPSESSID={}">x</a>', id="in a path"),
        pytest.param('<a href="/w?url=%2Fde%2F%3FPHPSESSID%3D{}%26id%3D5">x</a>', id="in an address in an address"),
        pytest.param('<a href="/w?url=%252F%253Fid%253D5%2526phpsessid%253D{}">x</a>', id="escaped twice"),
        pytest.param('<a href="/forum?sid=0123456789ab{}">x</a>', id="a short name with a long number"),
        pytest.param('<input type="hidden" name="PHPSESSID" value="{}">', id="in a form"),
        pytest.param("<input value='{}' id=s name=PHPSESSID>", id="in a form, the value first"),
        pytest.param('<input name="_wpnonce" value="{}">', id="a number that WordPress uses once"),
        pytest.param('<meta name="csrf-token" content="{}">', id="a token in the head"),
        pytest.param('<input type=hidden name="__VIEWSTATE" value="{}">', id="the state of a form"),
        pytest.param('<script nonce="{}">x()</script>', id="the nonce of a script"),
        pytest.param('<script>var a = {{"ajax_nonce": "{}"}}</script>', id="a nonce in a script"),
        pytest.param("<p>Burg</p></html>\n<!-- {} s -->\n<!-- cached -->\n", id="what a cache writes behind the page"),
    ],
)
def test_pages_that_differ_by_lot_alone_are_equal(written: str) -> None:
    assert without_lots(written.format("0a1b")) == without_lots(written.format("2c3d"))


def test_the_host_of_an_avatar_is_drawn_by_lot() -> None:
    picture = "<img src='http://{}.gravatar.com/avatar/?s=60'>"
    assert without_lots(picture.format(0)) == without_lots(picture.format(2))


@pytest.mark.parametrize(
    "written",
    [
        pytest.param('<a href="/?id={}">x</a>', id="another page"),
        pytest.param('<a href="/?sid={}">x</a>', id="a short number"),
        pytest.param("http://{}.example.com/", id="another host"),
        pytest.param('<input name="ort" value="{}">', id="the value of a field"),
        pytest.param("<!-- {} --><p>Burg</p></html>", id="a remark within the page"),
        pytest.param("<p>Burg</p></html><p>{}</p><!-- x -->", id="a text behind the end"),
        pytest.param("<p>nonce = {}</p>", id="the word in a text"),
    ],
)
def test_other_differences_count(written: str) -> None:
    assert without_lots(written.format("1")) != without_lots(written.format("2"))
