//! What the command line says of what was refused about a pack.

use onpace_core::packs::refusal::{PackRefusal, Text};

#[expect(clippy::too_many_lines, reason = "a table: one line for each code")]
pub(super) fn words(refusal: &PackRefusal) -> String {
    use PackRefusal as R;
    let text = match refusal {
        R::NoSuchPack { pack } => {
            return format!("there is no pack {pack}; accepted: the number of a pack of this plan");
        }
        R::SignedAlready { pack } => {
            return format!("pack {pack} is signed off already; accepted: a pack that is not");
        }
        R::PackChangedMeanwhile { pack } => {
            return format!(
                "pack {pack} was changed while you read it; accepted: the pack as it stands now: read it again"
            );
        }
        R::FiguresOpenedAgain { pack } => {
            return format!(
                "the figures of pack {pack} were opened again after it was made; accepted: a new pack of the figures as they were frozen last"
            );
        }
        R::PreparedByYouToSign => "you prepared this pack yourself; accepted: somebody else who may sign it off",
        R::PreparedByYouToPublish => "you prepared this pack yourself; accepted: somebody else who may publish it",
        R::NotSignedOff { pack } => {
            return format!("pack {pack} is not signed off; accepted: a pack that is signed off");
        }
        R::WithdrawnAlready { pack } => {
            return format!("pack {pack} is withdrawn already; accepted: a pack that people can read");
        }
        R::SeenByNobody { pack } => {
            return format!(
                "nobody but those who prepare it has seen pack {pack}; accepted: a pack that was signed off: change this one instead"
            );
        }
        R::WithdrawnWithoutReason => "say why the pack is withdrawn",
        R::SignOffHoldsAlready => "that is how it is now; accepted: the other choice",
        R::PackStays { pack, standing } => {
            return format!(
                "pack {pack} is {standing} and stays as it is; accepted: a new pack, which takes its place"
            );
        }
        R::PackChangedByAnother { pack } => {
            return format!(
                "somebody else changed pack {pack} while you were writing; accepted: the pack as it stands now, with your words put in again"
            );
        }
        R::PackSame => "nothing would change; accepted: other words, or other sections",
        R::PackKeepsFigures => "a pack keeps its figures; accepted: a new pack for other figures",
        R::NotFrozenUnder { round, freeze } => {
            return format!(
                "the round {round} was not frozen under number {freeze}; accepted: a round whose figures are frozen"
            );
        }
        R::SectionsOnce => "no section, or one of them twice; accepted: at least one section, each once",
        R::NarrativeTooLong { letters, most } => {
            return format!("a text of {letters} letters; accepted: at most {most}");
        }
        R::TooManyDecisions { count, most } => return format!("{count} decisions; accepted: at most {most}"),
        R::DecisionTooLong { letters, most } => {
            return format!("a decision of {letters} letters; accepted: at most {most}");
        }
        R::FiguresMissing { pack } => return format!("the figures of pack {pack} are not there"),
        R::WordsContradictFigures { text: Text::Narrative, lines } => {
            return format!("the narrative was not used\n{lines}");
        }
        R::WordsContradictFigures { text: Text::ForFamilies, lines } => {
            return format!("the words for families were not used\n{lines}");
        }
        R::WordsToCheck { words } => {
            let one = |(text, place): &(String, String)| format!("\u{201c}{text}\u{201d} in {place}");
            let all = words.iter().map(one).collect::<Vec<_>>().join("; ");
            return format!("words that may name a person, which nobody has checked: {all}");
        }
        R::NotPublished { pack } => {
            return format!("pack {pack} was changed meanwhile; nothing was published, so read it again");
        }
    };
    text.to_owned()
}
