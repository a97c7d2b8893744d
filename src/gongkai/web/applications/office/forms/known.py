"""Which form belongs to which act."""

from collections.abc import Mapping

from gongkai.web.applications.letters.drafting import first_letter
from gongkai.web.applications.office.forms import deciding, joining, lettering, recording, retaining, sending, working
from gongkai.web.applications.office.forms.base import ActForm, RequiredNote
from gongkai.web.applications.office.forms.correcting import CorrectRecord
from gongkai.web.applications.office.forms.lettering import WithLetter
from gongkai.web.applications.office.forms.of_law import form_of_law
from gongkai.web.applications.office.forms.proposing import ProposeReply
from gongkai.web.applications.table import BY_LAW, table

OWN_PAGES = frozenset({"attach_redaction", "issue_code"})
"""Acts whose page is no form of fields, or shows something once."""
_OWN: Mapping[str, type[ActForm]] = {
    "register": recording.Register,
    "consult_third_party": recording.ConsultThirdParty,
    "record_correction": recording.RecordCorrection,
    "split": joining.Split,
    "merge": joining.Merge,
    "transfer": joining.Transfer,
    "decide": deciding.Decide,
    "send": sending.Send,
    "correct_record": CorrectRecord,
    "assign": recording.Assign,
    "set_summary": recording.SetSummary,
    "classify_applicant": recording.ClassifyApplicant,
    "record_assistance": recording.RecordAssistance,
    "amend_particulars": recording.AmendParticulars,
    "add_note": RequiredNote,
    "note_call": RequiredNote,
    "attach_paper": recording.AttachPaper,
    "log_search": recording.LogSearch,
    "propose_reply": ProposeReply,
    "give_secrecy_opinion": deciding.GiveSecrecyOpinion,
    "review_reply": deciding.ReviewReply,
    "mark_duplicate": joining.MarkDuplicate,
    "erase_particulars": retaining.Erase,
    "return_reply": deciding.ReturnReply,
    "consult_joint_organ": working.ConsultOrgan,
    "consult_other_organ": working.ConsultOrgan,
    "ask_extension": working.AskExtension,
    "refuse_extension": working.Reasoned,
    "propose_fee": working.ProposeFee,
    "waive_fee": working.Reasoned,
    "propose_publication": RequiredNote,
    "draft_letter": lettering.DraftLetter,
    "make_letter": lettering.MakeLetter,
    "hold_records": RequiredNote,
    "release_records": RequiredNote,
    "keep_case_file": retaining.KeepCaseFile,
    "destroy_case_file": retaining.Destroy,
}


def _form(name: str) -> type[ActForm]:
    form = _OWN.get(name) or form_of_law(BY_LAW[name])
    letter = first_letter(name)
    if letter is None:
        return type(form.__name__, (form,), {"act": name})
    return type(
        form.__name__, (WithLetter, form), {"act": name, "letter": letter.key, "shows_at_once": name == "decide"}
    )


FORMS: Mapping[str, type[ActForm]] = {
    name: _form(name) for name, act in table().acts.items() if not act.starts and name not in OWN_PAGES
}
"""The form of every act on an application that is there."""
