"""Which form belongs to which act."""

from collections.abc import Mapping

from gongkai.web.applications.letters.drafting import first_letter
from gongkai.web.applications.office.forms import lettering, special, working
from gongkai.web.applications.office.forms.base import ActForm
from gongkai.web.applications.office.forms.correcting import CorrectRecord
from gongkai.web.applications.office.forms.lettering import WithLetter
from gongkai.web.applications.office.forms.of_law import form_of_law
from gongkai.web.applications.office.forms.proposing import ProposeReply
from gongkai.web.applications.table import BY_LAW, table

OWN_PAGES = frozenset({"attach_redaction", "issue_code"})
"""Acts whose page is no form of fields, or shows something once."""
_OWN: Mapping[str, type[ActForm]] = {
    "register": special.Register,
    "consult_third_party": special.ConsultThirdParty,
    "record_correction": special.RecordCorrection,
    "split": special.Split,
    "merge": special.Merge,
    "transfer": special.Transfer,
    "decide": special.Decide,
    "correct_record": CorrectRecord,
    "assign": special.Assign,
    "set_summary": special.SetSummary,
    "classify_applicant": special.ClassifyApplicant,
    "record_assistance": special.RecordAssistance,
    "amend_particulars": special.AmendParticulars,
    "add_note": special.RequiredNote,
    "note_call": special.RequiredNote,
    "attach_paper": special.AttachPaper,
    "log_search": special.LogSearch,
    "propose_reply": ProposeReply,
    "give_secrecy_opinion": special.GiveSecrecyOpinion,
    "review_reply": special.ReviewReply,
    "mark_duplicate": special.MarkDuplicate,
    "erase_particulars": special.Erase,
    "return_reply": special.ReturnReply,
    "consult_joint_organ": working.ConsultOrgan,
    "consult_other_organ": working.ConsultOrgan,
    "ask_extension": working.AskExtension,
    "refuse_extension": working.Reasoned,
    "propose_fee": working.ProposeFee,
    "waive_fee": working.Reasoned,
    "propose_publication": special.RequiredNote,
    "draft_letter": lettering.DraftLetter,
    "make_letter": lettering.MakeLetter,
    "hold_records": special.RequiredNote,
    "release_records": special.RequiredNote,
    "keep_case_file": special.KeepCaseFile,
    "destroy_case_file": special.Destroy,
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
