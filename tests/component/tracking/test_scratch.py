import pytest
from tests.component.tracking import lives
pytestmark = pytest.mark.usefixtures("cloud")
def test_x():
    d = lives.accepted()
    print(lives.look_up(d.dossier_id))
    with lives.counted_calls() as c:
        print(lives.look_up(d.dossier_id.lower().replace("-","")).json)
    print(c)
    with lives.counted_calls() as c:
        print(lives.look_up("x"), c)
    with lives.counted_calls() as c:
        print(lives.look_up("x"), c)
    print(lives.get(d.dossier_id))
    r = lives.resolved(lives.processing(d))
    print(lives.get(d.dossier_id,"/timeline"))
    print(lives.get(d.dossier_id,"/documents"))
    print(lives.get(d.dossier_id,"/documents/{document_id}",document_id="result-1"))
    from services.tracking.app import app
    from tests.support.calling import call
    from tests.support.people import LAN
    print(call(app,"GET","/tracking/dossiers",who=LAN))
    print(call(app,"GET","/tracking/dossiers",who=LAN,query={"limit":"0","as":"x","y":"1"}))
    from services.tracking import register
    from shared.dossier import queries
    from shared.dossier.events import public
    for e in queries.history(d.dossier_id): register.apply(public(e)); register.apply(public(e))
    from tests.support.people import WARD, WARD_OFFICER
    print(lives.register_of(WARD, WARD_OFFICER))
    assert 0
