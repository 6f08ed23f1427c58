"""What must stand on each form, read out of the printed PDF, in both editions."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from services.papers.filling import fill
from services.papers.forms import Edition, Form, blanks
from shared.dossier import moves
from shared.dossier.status import Party
from tests.support import paper_reading
from tests.support.paper_samples import (
    APOLOGY,
    ITEMS,
    LEADER_NAME,
    OFFICER_NAME,
    REASON,
    SITE,
    life,
    register,
)
from tests.unit.papers.printing import NEW, OLD, demo, demo_text, printed, printed_from

SLIPS = [pair for pair in blanks() if pair[1] is not Form.REGISTER]
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
APPLICANT = (
    "Nguyễn Thị Lan",
    "Người nộp hồ sơ: Trần Văn Minh",
    "Địa chỉ: Số 12, ngõ 34 đường Bạch Đằng, phường Thủy Nguyên, thành phố Hải Phòng",
    "Số điện thoại: 0987654321",
    "Email: lan.nguyen@example.vn",
)
OLD_HEAD = ("ỦY BAN NHÂN DÂN QUẬN HỒNG BÀNG", "Hồng Bàng, ngày 04 tháng 3 năm 2024")
NEW_HEAD = ("ỦY BAN NHÂN DÂN PHƯỜNG THỦY NGUYÊN", "Thủy Nguyên, ngày 02 tháng 3 năm 2026")
RECEPTION = (
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "(Liên: Lưu/Giao khách hàng)",
    *APPLICANT,
    "Số CCCD, hộ chiếu hoặc mã số thuế: 031190000001",
    "Nội dung yêu cầu giải quyết: Đăng ký khai sinh (mã thủ tục 1.001193)",
    "1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:",
    "TT Tên giấy tờ Bản chính Bản sao Bản điện tử",
    "2 Giấy tờ tùy thân của người yêu cầu (xuất trình hoặc ảnh chụp) 1 2",
    "3 Ảnh chụp sổ hộ khẩu cũ.pdf 1",
    "2. Số lượng hồ sơ: 01 (bộ)",
    "3. Thời gian giải quyết hồ sơ theo quy định là: 5 ngày làm việc",
    "NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) Trần Văn Minh",
    f"NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) {OFFICER_NAME}",
    "Mã tra cứu (giữ kín): 305117",
)
SUPPLEMENT = (
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    *APPLICANT,
    "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
    f"1. {ITEMS[0]}",
    f"2. {ITEMS[1]}",
    f"Lý do: {REASON}",
    f"Ông (Bà) liên hệ với {OFFICER_NAME}",
    f"NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) {OFFICER_NAME}",
)
REFUSAL = (
    "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    *APPLICANT,
    "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: "
    "Không thuộc thẩm quyền giải quyết.",
    "Xin thông báo cho Ông (Bà) được biết và thực hiện./.",
)
CONTROL = (
    "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
    "Kèm theo hồ sơ của: Nguyễn Thị Lan",
    "Tên cơ quan",
    "1. Giao: Người nộp hồ sơ",
    "Trước hạn",
    OFFICER_NAME,
)
SAID: dict[tuple[Edition, Form], tuple[str, ...]] = {
    (OLD, Form.RECEPTION): (
        *OLD_HEAD,
        *RECEPTION,
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "Số: 240304-0001.2/BPTNTKQ",
        "4. Thời gian nhận hồ sơ: 08 giờ 35 phút, ngày 04 tháng 3 năm 2024",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 35 phút, ngày 11 tháng 3 năm 2024",
        "6. Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả, "
        "Ủy ban nhân dân quận Hồng Bàng; hoặc qua dịch vụ bưu chính công ích",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 2024. Số thứ tự: 240304-0001",
        "soạn TTHS H24.Q303-240304-0001 305117 gửi 8088",
        "Mẫu số 01 ban hành kèm theo Thông tư số 01/2018/TT-VPCP",
    ),
    (NEW, Form.RECEPTION): (
        *NEW_HEAD,
        *RECEPTION,
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Số: 260302-0001.2/TTPVHCC",
        "4. Thời gian nhận hồ sơ: 08 giờ 35 phút, ngày 02 tháng 3 năm 2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 35 phút, ngày 09 tháng 3 năm 2026",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 2026. Số thứ tự: 260302-0001",
        "soạn TTHS H24.X001-260302-0001 305117 gửi 8088",
        "Mẫu số 01 ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
    ),
    (OLD, Form.SUPPLEMENT): (
        *OLD_HEAD,
        *SUPPLEMENT,
        "chậm nhất đến: 23 giờ 59 phút, ngày 03 tháng 4 năm 2024",
        "Mẫu số 02 ban hành kèm theo Thông tư số 01/2018/TT-VPCP",
    ),
    (NEW, Form.SUPPLEMENT): (
        *NEW_HEAD,
        *SUPPLEMENT,
        "chậm nhất đến: 23 giờ 59 phút, ngày 01 tháng 4 năm 2026",
        "Mẫu số 02 ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
    ),
    (OLD, Form.REFUSAL): (
        *OLD_HEAD,
        *REFUSAL,
        "Thời gian nộp hồ sơ: 08 giờ 05 phút, ngày 04 tháng 3 năm 2024",
        "Mẫu số 03 ban hành kèm theo Thông tư số 01/2018/TT-VPCP",
    ),
    (NEW, Form.REFUSAL): (
        *NEW_HEAD,
        *REFUSAL,
        "Thời gian nộp hồ sơ: 08 giờ 05 phút, ngày 02 tháng 3 năm 2026",
        "Mẫu số 03 ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
    ),
    (OLD, Form.APOLOGY): (
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG ỦY BAN NHÂN DÂN QUẬN HỒNG BÀNG",
        "Số: 240304-0001.4/PXL",
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Kính gửi: Nguyễn Thị Lan",
        "mã số hồ sơ H24.Q303-240304-0001, lúc 08 giờ 35 phút, ngày 04 tháng 3 năm 2024",
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 08 giờ 35 phút, ngày 11 tháng 3 năm 2024",
        f"đúng thời hạn quy định với lý do: {APOLOGY}",
        "xin lỗi Ông (Bà)/Tổ chức và sẽ trả kết quả giải quyết hồ sơ vào: "
        "08 giờ 35 phút, ngày 18 tháng 3 năm 2024",
        f"THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ (Ký tên và đóng dấu) {LEADER_NAME}",
        "Mẫu số 04 ban hành kèm theo Thông tư số 01/2018/TT-VPCP",
    ),
    (NEW, Form.APOLOGY): (
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Kính gửi: Nguyễn Thị Lan",
        f"đúng thời hạn quy định với lý do: {APOLOGY}",
        "gia hạn thời gian giải quyết hồ sơ theo Nghị định số 118/2025/NĐ-CP",
        "sau khi gia hạn: 08 giờ 35 phút, ngày 16 tháng 3 năm 2026",
        "Mẫu số 04 ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
    ),
    (NEW, Form.STOP): (
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Kính gửi: Nguyễn Thị Lan",
        "Căn cứ Nghị định số 118/2025/NĐ-CP",
        "với lý do cụ thể như sau: Tòa án đang thụ lý tranh chấp về nội dung hồ sơ.",
        f"(Ký tên và đóng dấu) {LEADER_NAME}",
        "Mẫu số 05 ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
    ),
    (OLD, Form.CONTROL): (
        *CONTROL,
        "Mã số hồ sơ: H24.Q303-240304-0001",
        "Ngày, giờ nhận hồ sơ: 08 giờ 35 phút, ngày 04 tháng 3 năm 2024",
        "Ngày, giờ hẹn trả kết quả: 08 giờ 35 phút, ngày 11 tháng 3 năm 2024",
        "Cơ quan phối hợp giải quyết hồ sơ: Sở Tư pháp",
        "2. Nhận: Bộ phận Tiếp nhận và Trả kết quả",
        "Mẫu số 05 ban hành kèm theo Thông tư số 01/2018/TT-VPCP",
    ),
    (NEW, Form.CONTROL): (
        *CONTROL,
        "Cơ quan phối hợp giải quyết hồ sơ: Công an thành phố Hải Phòng",
        "2. Nhận: Trung tâm Phục vụ hành chính công",
        "Mẫu số 06 ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
    ),
    (OLD, Form.RECEIPT): ("XÁC NHẬN THU PHÍ", "XÁC NHẬN THU LỆ PHÍ"),
    (NEW, Form.RECEIPT): (
        "XÁC NHẬN THU PHÍ Người nộp tiền: Nguyễn Thị Lan",
        "Đơn vị thu: Ủy ban nhân dân phường Thủy Nguyên",
        "Thời gian nộp: 09 giờ 05 phút, ngày 02 tháng 3 năm 2026",
        "Số chứng từ, mã giao dịch: VNP20260302093500017",
        "Phí cấp bản sao trích lục hộ tịch (3 bản) Thông tư 281/2016/TT-BTC 24.000",
        "Viết bằng chữ: Hai mươi bốn nghìn đồng./.",
        "XÁC NHẬN THU LỆ PHÍ Người nộp tiền: Nguyễn Thị Lan",
        "Lệ phí đăng ký khai sinh quá hạn Nghị quyết 45/2018/NQ-HĐND 8.000",
        "Viết bằng chữ: Tám nghìn đồng./.",
        "không thay cho biên lai, hóa đơn",
    ),
    (OLD, Form.REGISTER): (
        "SỔ THEO DÕI HỒ SƠ",
        "Hồ sơ được tiếp nhận từ 01/03/2024 đến 31/03/2024",
        "Tổng số: 3 hồ sơ. Lập ngày 04 tháng 3 năm 2024.",
        "Mẫu số 06 ban hành kèm theo Thông tư số 01/2018/TT-VPCP Trang 1/1",
    ),
    (NEW, Form.REGISTER): (
        "Nhận hồ sơ",
        "Hẹn trả kết quả",
        "Phương thức nhận kết quả",
        "Cấp bản sao Trích lục hộ tịch",
        "08:05 02/03/2026",
        "Trực tiếp",
        "Quá hạn",
        "Mẫu số 07 ban hành kèm theo Thông tư số 03/2025/TT-VPCP Trang 1/1",
    ),
}


def test_every_form_is_read() -> None:
    assert set(SAID) == set(blanks())


@pytest.mark.parametrize(("edition", "form"), blanks())
def test_a_form_says_what_it_must(edition: Edition, form: Form) -> None:
    found = demo_text(form, edition)
    assert [words for words in (MOTTO, *SAID[edition, form]) if words not in found] == []


@pytest.mark.parametrize(("edition", "form"), blanks())
def test_slips_are_a5_and_the_register_is_a4_across(edition: Edition, form: Form) -> None:
    wanted = (297, 210) if form is Form.REGISTER else (148, 210)
    sizes = {paper_reading.size_in_millimetres(p) for p in paper_reading.pages(demo(form, edition))}
    assert sizes == {wanted}


@pytest.mark.parametrize(("edition", "form"), blanks())
def test_a_usual_paper_is_one_page_and_a_receipt_one_for_each_kind(
    edition: Edition, form: Form
) -> None:
    count = len(paper_reading.pages(demo(form, edition)))
    assert count == (2 if form is Form.RECEIPT else 1)


@pytest.mark.parametrize(("edition", "form"), blanks())
def test_no_text_lies_over_another(edition: Edition, form: Form) -> None:
    for page in paper_reading.pages(demo(form, edition)):
        assert paper_reading.overlaps(page) == []


@pytest.mark.parametrize(("edition", "form"), SLIPS)
def test_a_scanner_reads_the_code_and_the_way_to_the_tracking_page(
    edition: Edition, form: Form
) -> None:
    code = life(form, edition).dossier.dossier_id
    for page in paper_reading.pages(demo(form, edition)):
        assert paper_reading.barcode(page) == code
        assert paper_reading.qr(page) == f"{SITE}/api/tracking/lookup/{code}/page"


@pytest.mark.parametrize(("edition", "form"), SLIPS)
def test_only_the_reception_tells_the_look_up_code(edition: Edition, form: Form) -> None:
    assert ("305117" in demo_text(form, edition)) is (form is Form.RECEPTION)


@pytest.mark.parametrize("edition", Edition)
def test_a_province_without_a_short_code_offers_no_sms(edition: Edition) -> None:
    source = life(Form.RECEPTION, edition).source()
    quiet = replace(source.messaging, short_code="")
    found = paper_reading.text(
        printed_from(Form.RECEPTION, edition, replace(source, messaging=quiet))
    )
    assert "soạn" not in found and "Mã tra cứu (giữ kín): 305117" in found


@pytest.mark.parametrize("edition", Edition)
def test_a_refusal_for_an_unanswered_request_says_so(edition: Edition) -> None:
    dossier = life(Form.SUPPLEMENT, edition)
    dossier.move(moves.expire_supplement, Party.SYSTEM, after=24 * 40)
    found = paper_reading.text(printed_from(Form.REFUSAL, edition, dossier.source()))
    assert "Hết thời hạn bổ sung, hoàn thiện hồ sơ (23 giờ 59 phút" in found


@pytest.mark.parametrize("edition", Edition)
def test_an_empty_register_says_that_nothing_came(edition: Edition) -> None:
    found = paper_reading.text(printed(Form.REGISTER, edition, register(edition, 0)))
    assert "Trong kỳ không tiếp nhận hồ sơ nào." in found and "Tổng số: 0 hồ sơ" in found


@pytest.mark.parametrize("edition", Edition)
def test_a_long_register_has_its_heads_on_every_page(edition: Edition) -> None:
    made = paper_reading.pages(printed(Form.REGISTER, edition, register(edition, 60)))
    assert len(made) > 1
    for number, page in enumerate(made, 1):
        found = " ".join(page.get_textpage().get_text_bounded().split())
        assert "Mã hồ sơ" in found and f"Trang {number}/{len(made)}" in found
        assert paper_reading.overlaps(page) == []


def test_a_one_stop_centre_names_itself_once() -> None:
    dossier = life(Form.RECEPTION, NEW, agency_code="H24.TT", held_by="H24.TT")
    what = fill(Form.RECEPTION, dossier.source())
    found = paper_reading.text(printed(Form.RECEPTION, NEW, what))
    assert "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG THÀNH PHỐ" in found
    assert "tại: Trung tâm Phục vụ hành chính công thành phố; hoặc" in found
