"""Addresses: two that mean the same page have one normal form (RFC 3986, 6.2; WHATWG URL)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool import urls

BASE = "https://harz.example/de/wohnen/"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        pytest.param("miete.html", "https://harz.example/de/wohnen/miete.html", id="relative to the page"),
        pytest.param("../", "https://harz.example/de/", id="one folder up"),
        pytest.param("../../../..", "https://harz.example/", id="never above the root"),
        pytest.param("/a/./b/../c", "https://harz.example/a/c", id="dot segments"),
        pytest.param("/a/%2e%2E/c", "https://harz.example/c", id="escaped dot segments"),
        pytest.param("/a//b", "https://harz.example/a//b", id="an empty name is a name"),
        pytest.param("?page=2", "https://harz.example/de/wohnen/?page=2", id="only a query"),
        pytest.param("#oben", "https://harz.example/de/wohnen/", id="only a fragment"),
        pytest.param("", "https://harz.example/de/wohnen/", id="the page itself"),
        pytest.param("//harz.example/x", "https://harz.example/x", id="without scheme"),
        pytest.param("HTTPS://HARZ.Example:443/X", "https://harz.example/X", id="case of the host, default port"),
        pytest.param("http://harz.example:80", "http://harz.example/", id="the bare host has a path"),
        pytest.param("http://harz.example.:8080/", "http://harz.example:8080/", id="the dot of the root zone"),
        pytest.param("https://user:secret@harz.example/", "https://harz.example/", id="no user"),
        pytest.param("https://bücher.example/", "https://xn--bcher-kva.example/", id="an international host"),
        pytest.param("https://XN--bcher-kva.example/", "https://xn--bcher-kva.example/", id="a host in punycode"),
        pytest.param("http://[::1]:80/x", "http://[::1]/x", id="a numeric host of IPv6"),
        pytest.param("/%7Ea%2d%5f", "https://harz.example/~a-_", id="needless escapes"),
        pytest.param("/a%2fb%3fc%26d", "https://harz.example/a%2Fb%3Fc%26d", id="needed escapes, in upper case"),
        pytest.param("/über uns", "https://harz.example/%C3%BCber%20uns", id="missing escapes"),
        pytest.param("/a%zz%", "https://harz.example/a%zz%", id="broken escapes"),
        pytest.param("/%00..%2f", "https://harz.example/%00..%2F", id="hostile escapes stay escapes"),
        pytest.param("\\de\\x", "https://harz.example/de/x", id="backslashes are slashes"),
        pytest.param(" /a\tb\n/c ", "https://harz.example/ab/c", id="white space that browsers drop"),
        pytest.param("/x?b=2&a=1", "https://harz.example/x?a=1&b=2", id="the order of parameters"),
        pytest.param("/x?a[b]=1", "https://harz.example/x?a%5Bb%5D=1", id="brackets in a query"),
        pytest.param(";\x1b", "https://harz.example/de/wohnen/", id="a semicolon with nothing behind it"),
        pytest.param("/x?", "https://harz.example/x", id="an empty query"),
        pytest.param("/de/&PHPSESSID=0a1b", "https://harz.example/de/", id="a session id in the path"),
        pytest.param("/de/x;jsessionid=0A.node1?id=5", "https://harz.example/de/x?id=5", id="a session id of Java"),
        pytest.param("/de/?PHPSESSID=0a1b&id=5", "https://harz.example/de/?id=5", id="a session id in the query"),
        pytest.param("/de/x/..;jsessionid=1", "https://harz.example/de/", id="a session id that hides dot segments"),
        pytest.param(
            "/w?url=https%3A%2F%2Fharz.example%2F%3Fid%3D5%26PHPSESSID%3D0a1b%26x%3D1",
            "https://harz.example/w?url=https%3A%2F%2Fharz.example%2F%3Fid%3D5%26x%3D1",
            id="a session id of an address in the query",
        ),
        pytest.param("mailto:info@harz.example", "", id="mail is no address of the web"),
        pytest.param("tel:+4939415970", "", id="a telephone number"),
        pytest.param("javascript:void(0)", "", id="a script"),
        pytest.param("file:///etc/passwd", "", id="a file"),
        pytest.param("data:text/html,x", "", id="data"),
        pytest.param("http://[::1/", "", id="an unclosed host"),
        pytest.param("http://harz.example:99999/", "", id="a port that is none"),
        pytest.param("http://", "", id="no host"),
    ],
)
def test_a_link_has_one_normal_form(href: str, address: str) -> None:
    assert urls.found(href, BASE) == address


@given(st.text() | st.from_regex(r"https?://harz\.example/[\w%./;&=?#\\-]*", fullmatch=True))
def test_a_normal_form_is_its_own_normal_form(href: str) -> None:
    once = urls.found(href, BASE)
    assert not once or urls.found(once, BASE) == once


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param("https://harz.example/x?id=5&utm_source=a", "https://harz.example/x?id=5", id="only what matters"),
        pytest.param("https://harz.example/x?utm_source=a", "https://harz.example/x", id="nothing that matters"),
        pytest.param("http://harz.example/x", "https://harz.example/x", id="the scheme of the site"),
        pytest.param("http://other.example/x?id=5", "http://other.example/x?id=5", id="another site keeps its scheme"),
        pytest.param(
            "https://harz.example/x?articlelist%5Bpage%5D=2&id=5",
            "https://harz.example/x?articlelist%5Bpage%5D=2&id=5",
            id="the pager of the CMS",
        ),
    ],
)
def test_a_page_has_only_the_parameters_that_matter(url: str, address: str) -> None:
    assert urls.page(url, BASE, {"id", "articlelist[page]"}) == address


@pytest.mark.parametrize(
    ("url", "same"),
    [
        pytest.param("https://harz.example/", True, id="the same host"),
        pytest.param("http://harz.example/", True, id="the same host without TLS"),
        pytest.param("https://www.harz.example/", False, id="a host below it"),
        pytest.param("https://harz.example.org/", False, id="a host that begins alike"),
        pytest.param("https://harz.example:8443/", False, id="another port"),
        pytest.param("https://harz.example@evil.example/", False, id="a host dressed as a user"),
    ],
)
def test_a_site_is_one_host_and_port(url: str, same: bool) -> None:
    assert urls.same_site(urls.found(url, BASE), BASE) is same


@pytest.mark.parametrize(
    ("url", "here"),
    [
        pytest.param("http://127.0.0.1:80/", True, id="a number"),
        pytest.param("http://[::1]/", True, id="a number of IPv6"),
        pytest.param("http://localhost:8000/", True, id="the usual name"),
        pytest.param("http://localhost.example/", False, id="a name that begins alike"),
        pytest.param("http://10.0.0.1/", False, id="the network of the office"),
    ],
)
def test_loopback_is_this_machine(url: str, here: bool) -> None:
    assert urls.loopback(url) is here


TYPO3 = frozenset({"id", "cHash"})


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        pytest.param("cHash=1a&tx_x%5Bevent%5D=7", "cHash=1a&tx_x%5Bevent%5D=7", id="what it signs stays"),
        pytest.param("cHash=1a&id=5&utm_source=x", "cHash=1a&id=5", id="but for what counts readers"),
        pytest.param("cHash=1a&gclid=x", "", id="alone it signs nothing"),
        pytest.param("id=5&tx_x%5Bevent%5D=7", "id=5", id="without it only what is known stays"),
    ],
)
def test_typo3_signs_the_parameters_of_an_address_together(query: str, kept: str) -> None:
    home = "https://harz.example/"
    assert urls.page(f"{home}?{query}", home, TYPO3) == urls.found(f"{home}?{kept}", home)
