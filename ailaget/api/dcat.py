"""The open data as a catalogue that data portals harvest: RDF/XML after DCAT-AP-SE 3.

Source: DIGG, DCAT-AP-SE 3.0.1 (https://docs.dataportal.se/dcat/3.0.1/sv/), a profile of DCAT-AP 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD

from ailaget.api.records import Wave
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.contact import Contact

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PROFILE = Namespace("http://data.europa.eu/r5r/")
AUTHORITY = Namespace("http://publications.europa.eu/resource/authority/")
CC0 = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
"""The licence that the profile asks of every catalogue: of the description, not of the data."""

SWEDEN = URIRef("http://sws.geonames.org/2661886/")
LANGUAGE_CODES = {"sv": "SWE", "en": "ENG"}
THEMES = ("GOVE", "TECH")
KEYWORDS = ("ai", "municipalities", "digitalisation", "inequality")


@dataclass(frozen=True)
class Publisher:
    """Who answers for the data.

    `number` is the organisation's, ten digits, by which data portals know it, empty where it has
    none; `licence` is the address of the data's licence, empty where none is given.
    """

    name: str
    number: str = ""
    licence: str = ""


def catalogue(
    address: str, publisher: Publisher, contact: Contact | None, waves: Sequence[Wave]
) -> bytes:
    """Return the catalogue of the open data at an address that ends in a slash.

    Invented figures are in no catalogue: while the waves are demonstration data, or there are none,
    it names the publisher and holds no dataset.
    """
    graph = Graph()
    for prefix, names in {"dcat": DCAT, "dcterms": DCTERMS, "foaf": FOAF, "vcard": VCARD}.items():
        graph.bind(prefix, names)
    here = Namespace(f"{address}dcat.rdf#")
    agent = _publisher(graph, here, publisher)
    graph.add((here.catalogue, RDF.type, DCAT.Catalog))
    _named(graph, here.catalogue, "catalogue")
    graph.add((here.catalogue, DCTERMS.publisher, agent))
    graph.add((here.catalogue, DCTERMS.license, CC0))
    graph.add((here.catalogue, FOAF.homepage, URIRef(address)))
    graph.add((here.catalogue, DCAT.themeTaxonomy, AUTHORITY["data-theme"]))
    _in_languages(graph, here.catalogue)
    actual = [wave.wave for wave in waves if not wave.is_demo]
    if actual:
        _dataset(graph, here, address, min(actual))
        _whole_waves(graph, here, address, actual)
        for each in (here.dataset, here.service):
            graph.add((each, DCTERMS.publisher, agent))
            _reached(graph, here, each, publisher, contact)
        for each in (here.json, here.csv, here.zip, here.service):
            if publisher.licence:
                graph.add((each, DCTERMS.license, URIRef(publisher.licence)))
    return graph.serialize(format="pretty-xml", encoding="utf-8")


def _publisher(graph: Graph, here: Namespace, publisher: Publisher) -> URIRef:
    known = f"http://dataportal.se/organisation/SE{publisher.number}"
    agent = URIRef(known) if publisher.number else here.publisher
    graph.add((agent, RDF.type, FOAF.Agent))
    graph.add((agent, FOAF.name, Literal(publisher.name)))
    return agent


def _dataset(graph: Graph, here: Namespace, address: str, first: str) -> None:
    """Add the dataset, begun at a wave and still growing, its two forms and what serves them."""
    graph.add((here.catalogue, DCAT.dataset, here.dataset))
    graph.add((here.dataset, RDF.type, DCAT.Dataset))
    _named(graph, here.dataset, "dataset")
    _in_languages(graph, here.dataset)
    for language in LANGUAGES:
        t = texts(language)
        for key in KEYWORDS:
            graph.add((here.dataset, DCAT.keyword, Literal(t(f"open_data.{key}"), language)))
    for theme in THEMES:
        graph.add((here.dataset, DCAT.theme, AUTHORITY[f"data-theme/{theme}"]))
    graph.add((here.dataset, DCTERMS.accrualPeriodicity, AUTHORITY["frequency/IRREG"]))
    graph.add((here.dataset, DCTERMS.spatial, SWEDEN))
    graph.add((SWEDEN, RDF.type, DCTERMS.Location))
    graph.add((SWEDEN, RDFS.label, Literal("Sverige", "sv")))
    graph.add((here.dataset, DCAT.landingPage, URIRef(address)))
    period = BNode()
    graph.add((here.dataset, DCTERMS.temporal, period))
    graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
    graph.add((period, DCAT.startDate, Literal(f"{first}-01", datatype=XSD.date)))
    api = f"{address}api/v1"
    for form, asked, media in (
        (here.json, "values", "application/json"),
        (here.csv, "values?format=csv", "text/csv"),
    ):
        _distribution(graph, here, form, "distribution", media)
        graph.add((form, DCAT.accessURL, URIRef(f"{api}/{asked}")))
        graph.add((form, DCAT.accessService, here.service))
    graph.add((here.service, RDF.type, DCAT.DataService))
    _named(graph, here.service, "service")
    graph.add((here.service, DCAT.endpointURL, URIRef(api)))
    graph.add((here.service, DCAT.endpointDescription, URIRef(f"{api}/openapi.json")))
    graph.add((here.service, DCAT.servesDataset, here.dataset))


def _whole_waves(graph: Graph, here: Namespace, address: str, waves: Sequence[str]) -> None:
    """Add the zips, one of each wave: files of one kind are one form with several addresses."""
    _distribution(graph, here, here.zip, "whole", "application/zip")
    graph.add((here.zip, DCAT.accessURL, URIRef(f"{address}metod")))
    for wave in waves:
        graph.add((here.zip, DCAT.downloadURL, URIRef(f"{address}dump/{wave}.zip")))


def _distribution(graph: Graph, here: Namespace, form: URIRef, key: str, media: str) -> None:
    graph.add((here.dataset, DCAT.distribution, form))
    graph.add((form, RDF.type, DCAT.Distribution))
    _described(graph, form, key)
    graph.add((form, DCTERMS["format"], Literal(media)))
    graph.add((form, PROFILE.availability, AUTHORITY["planned-availability/STABLE"]))


def _reached(
    graph: Graph, here: Namespace, what: URIRef, publisher: Publisher, contact: Contact | None
) -> None:
    """Say that anybody may read it, and whom to ask: the profile knows contacts by e-mail alone."""
    graph.add((what, DCTERMS.accessRights, AUTHORITY["access-right/PUBLIC"]))
    if contact is None or not contact.link.startswith("mailto:"):
        return
    graph.add((what, DCAT.contactPoint, here.contact))
    graph.add((here.contact, RDF.type, VCARD.Organization))
    graph.add((here.contact, VCARD.fn, Literal(publisher.name)))
    graph.add((here.contact, VCARD.hasEmail, URIRef(contact.link)))


def _named(graph: Graph, what: URIRef, key: str) -> None:
    for language in LANGUAGES:
        title = Literal(texts(language)(f"open_data.{key}_title"), language)
        graph.add((what, DCTERMS.title, title))
    _described(graph, what, key)


def _described(graph: Graph, what: URIRef, key: str) -> None:
    for language in LANGUAGES:
        description = Literal(texts(language)(f"open_data.{key}_description"), language)
        graph.add((what, DCTERMS.description, description))


def _in_languages(graph: Graph, what: URIRef) -> None:
    for language in LANGUAGES:
        graph.add((what, DCTERMS.language, AUTHORITY[f"language/{LANGUAGE_CODES[language]}"]))
