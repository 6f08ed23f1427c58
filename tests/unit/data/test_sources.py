"""Every record says where it comes from."""

from __future__ import annotations

from shared.reference.catalogue import Catalogue


def test_every_agency_and_procedure_has_a_source(catalogue: Catalogue) -> None:
    assert [a.code for a in catalogue.agencies if not a.source.strip()] == []
    assert [p.code for p in catalogue.procedures if not p.source.strip()] == []


def test_every_price_and_exemption_names_its_law(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures:
        assert all(rule.legal_ref for rule in procedure.fee_rules), procedure.code
        assert all(reason.legal_ref for reason in procedure.exemptions), procedure.code


def test_invented_codes_say_so(catalogue: Catalogue) -> None:
    invented = [agency for agency in catalogue.agencies if agency.demo]
    assert all("mã đơn vị giả định" in agency.source for agency in invented)


def test_internal_marks_of_trust_do_not_leak(catalogue: Catalogue) -> None:
    texts = [a.source for a in catalogue.agencies] + [p.source for p in catalogue.procedures]
    assert not any(mark in text for text in texts for mark in ("M-med", "M-low", "M-high", "[S"))
