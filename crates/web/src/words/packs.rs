//! What a page says of what was refused about a pack.

use onpace_core::packs::refusal::{PackRefusal, Text};

pub(super) fn words(refusal: &PackRefusal) -> String {
    use PackRefusal as R;
    match refusal {
        R::NoSuchPack { pack } => format!("There is no pack {pack} of this plan"),
        R::SignedAlready { pack } => format!("Pack {pack} is signed off already"),
        R::PackChangedMeanwhile { pack } => format!("Pack {pack} was changed while you read it. Read it again"),
        R::FiguresOpenedAgain { pack } => {
            format!("The figures of pack {pack} were opened again after it was made. Make a new pack")
        }
        R::PreparedByYouToSign => "You prepared this pack yourself. Somebody else must sign it off".to_owned(),
        R::PreparedByYouToPublish => "You prepared this pack yourself. Somebody else must publish it".to_owned(),
        R::NotSignedOff { pack } => format!("Pack {pack} is not signed off yet"),
        R::WithdrawnAlready { pack } => format!("Pack {pack} is withdrawn already"),
        R::SeenByNobody { pack } => {
            format!("Nobody but those who prepare it has seen pack {pack}. Change it instead")
        }
        R::WithdrawnWithoutReason => "Enter why the pack is withdrawn".to_owned(),
        R::SignOffHoldsAlready => "That is how it is now. Choose the other one to change it".to_owned(),
        R::PackStays { pack, standing } => {
            format!("Pack {pack} is {standing} and stays as it is. Make a new pack, which takes its place")
        }
        R::PackChangedByAnother { pack } => {
            format!(
                "Somebody else changed pack {pack} while you were writing. Load it again and put your words in again"
            )
        }
        R::PackSame => "You have not changed anything. Change the words or the sections".to_owned(),
        R::PackKeepsFigures => "A pack keeps its figures. Make a new pack for other figures".to_owned(),
        R::NotFrozenUnder { round, .. } => format!("The figures of the round {round} are not frozen"),
        R::SectionsOnce => "Choose at least one section, each once".to_owned(),
        R::NarrativeTooLong { letters, most } => {
            format!("The words must be {most} letters or fewer. You have entered {letters}")
        }
        R::TooManyDecisions { most, .. } => format!("Ask for {most} decisions or fewer"),
        R::DecisionTooLong { letters, most } => {
            format!("A decision must be {most} letters or fewer. One has {letters}")
        }
        R::FiguresMissing { pack } => format!("The figures of pack {pack} are not there"),
        R::WordsContradictFigures { text, lines } => {
            let text = match text {
                Text::Narrative => "The narrative",
                Text::ForFamilies => "The words for families",
            };
            format!("{text} was not used\n{lines}").replace("families was", "families were")
        }
        R::WordsToCheck { words } => {
            let one = |(text, place): &(String, String)| format!("\u{201c}{text}\u{201d} in {place}");
            let all = words.iter().map(one).collect::<Vec<_>>().join("; ");
            format!(
                "The page has words that may name a person: {all}. Confirm that you have checked these words, or change the words of the pack"
            )
        }
        R::NotPublished { pack } => {
            format!("Pack {pack} was changed meanwhile, so nothing was published. Read it again")
        }
    }
}
