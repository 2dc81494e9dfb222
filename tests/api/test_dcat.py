"""The catalogue for data portals: whole by DCAT-AP-SE's rules, and never of invented figures."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from tests.served import Answered, get

# pyshacl still asks rdflib by names that it is about to change.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

RULES = Path(__file__).with_name("dcat_ap_se.ttl")
AT = "https://ailaget.example/sida/"
SETTINGS = {
    "AILAGET_ADDRESS": AT,
    "AILAGET_PUBLISHER": "Exempelorganisationen & Co",
    "AILAGET_PUBLISHER_NUMBER": "222000-0315",
    "AILAGET_LICENCE": "http://creativecommons.org/publicdomain/zero/1.0/",
    "AILAGET_CONTACT": "data@ailaget.example",
}


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, single_workspace: Workspace) -> None:
    """Serve one real wave, with all that a catalogue needs set."""
    monkeypatch.setenv("AILAGET_VAR", str(single_workspace.root))
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


def asked(path: str = "/dcat.rdf") -> Answered:
    return get(f"{path}", host="ailaget.example")


def harvested() -> Graph:
    answer = asked()
    assert (answer.status, answer.headers["content-type"]) == (200, "application/rdf+xml")
    return Graph().parse(data=answer.content, format="xml")


def complaints(graph: Graph) -> str:
    conforms, _, said = validate(graph, shacl_graph=str(RULES), shacl_graph_format="turtle")
    return "" if conforms else said


@pytest.mark.usefixtures("place")
def test_it_keeps_the_rules_of_dcat_ap_se() -> None:
    graph = harvested()
    assert complaints(graph) == ""
    (agent,) = graph.subjects(RDF.type, FOAF.Agent)
    assert agent == URIRef("http://dataportal.se/organisation/SE2220000315")
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert {title.language for title in graph.objects(dataset, DCTERMS.title)} == {"sv", "en"}
    addresses = {str(at) for at in graph.objects(None, DCAT.accessURL)}
    assert addresses == {f"{AT}api/v1/values", f"{AT}api/v1/values?format=csv", f"{AT}metod"}
    assert [str(at) for at in graph.objects(None, DCAT.downloadURL)] == [f"{AT}dump/2026-10.zip"]
    nodes = [n for triple in graph for n in triple if isinstance(n, URIRef)]
    assert all(re.match(r"https?://|mailto:", node) for node in nodes)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    "without", [DCTERMS.title, DCTERMS.publisher, DCAT.accessURL, DCTERMS.license, FOAF.name]
)
def test_the_rules_notice_what_is_missing(without: URIRef) -> None:
    graph = harvested()
    graph.remove((None, without, None))
    assert complaints(graph)


def test_invented_figures_are_in_no_catalogue(
    place: None, monkeypatch: pytest.MonkeyPatch, demo_workspace: Workspace
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    graph = harvested()
    assert complaints(graph) == ""
    assert not list(graph.subjects(RDF.type, DCAT.Dataset))
    assert list(graph.subjects(RDF.type, DCAT.Catalog))


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.delenv("AILAGET_PUBLISHER")
    answer = asked(f"/dcat.rdf?lang={language}")
    expected = texts(language)("open_data.not_set", missing="AILAGET_PUBLISHER")
    assert (answer.status, answer.content.decode()) == (404, expected)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("licence", ["javascript:alert(1)", "CC0", "http://example.org/ licence"])
def test_what_is_no_address_of_a_licence_is_left_out(
    monkeypatch: pytest.MonkeyPatch, licence: str
) -> None:
    monkeypatch.setenv("AILAGET_LICENCE", licence)
    graph = harvested()
    assert complaints(graph) == ""
    licences = {str(each) for each in graph.objects(None, DCTERMS.license)}
    assert licences == {"http://creativecommons.org/publicdomain/zero/1.0/"}


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("contact", "named"), [("data@ailaget.example", 2), ("https://a.example/om", 0)]
)
def test_a_contact_has_an_e_mail_address(
    monkeypatch: pytest.MonkeyPatch, contact: str, named: int
) -> None:
    monkeypatch.setenv("AILAGET_CONTACT", contact)
    graph = harvested()
    assert complaints(graph) == ""
    assert len(list(graph.triples((None, DCAT.contactPoint, None)))) == named


@pytest.mark.usefixtures("place")
def test_the_map_of_the_site_has_each_page_in_each_language() -> None:
    answer = asked("/sitemap.xml")
    spaces = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [at.text for at in ElementTree.fromstring(answer.content).iterfind(".//m:loc", spaces)]
    assert f"{AT}?lang=sv" in found
    assert f"{AT}karta?lang=en" in found
    assert not [at for at in found if "ladda-upp" in str(at)]
    assert len(found) == len(set(found))
    assert f"Sitemap: {AT}sitemap.xml" in asked("/robots.txt").content.decode().splitlines()


def test_without_an_address_there_is_no_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AILAGET_ADDRESS", raising=False)
    assert get("/sitemap.xml").status == 404
    lines = get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /export/" in lines
    assert not [line for line in lines if line.startswith("Sitemap")]
