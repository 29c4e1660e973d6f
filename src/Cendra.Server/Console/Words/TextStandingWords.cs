using Cendra.Messaging.WhatsApp;

namespace Cendra.Server.Console.Words;

/// <summary>Where a text stands with WhatsApp, in a host's words.</summary>
public static class TextStandingWords
{
    /// <summary>In one to three words.</summary>
    public static Chip ChipOf(TextState state) => state.Standing switch
    {
        TextStanding.Ready => new("Approved", "ready", "circle-check"),
        TextStanding.OtherWords => new("Other words", "risk", "triangle-alert"),
        TextStanding.OtherPlaces => new("Other places", "blocked", "octagon-x"),
        TextStanding.Waiting => new("Waiting", "planned", "hourglass"),
        TextStanding.NotSubmitted => new("Not submitted", "risk", "triangle-alert"),
        TextStanding.Refused => new("Refused", "blocked", "octagon-x"),
        TextStanding.UnknownId => new("Wrong id", "blocked", "octagon-x"),
        TextStanding.NotAsked => new("Id is set", "planned", "circle-dashed"),
        TextStanding.NotSet => new("No id", "planned", "circle-dashed"),
    };

    /// <summary>What it means for guests, and what to do.</summary>
    public static string Of(TextState state) => state.Standing switch
    {
        TextStanding.Ready => "WhatsApp takes it at any time.",
        TextStanding.OtherWords => "WhatsApp approved other words than these: guests read those. Submit this text under a new name and set its id.",
        TextStanding.OtherPlaces => "The approved text has other places than Cendra fills: messages with it fail and go as SMS or by email, where that is connected. Submit this text under a new name and set its id.",
        TextStanding.Waiting => "WhatsApp has not decided yet. Usually it takes an hour, at most two days.",
        TextStanding.NotSubmitted => "Twilio keeps it, but nobody submitted it to WhatsApp. Submit it.",
        TextStanding.Refused => $"WhatsApp says: {(state.Status.Length > 0 ? state.Status : "no")}. Submit it under a new name and set the new id.",
        TextStanding.UnknownId => "Twilio keeps no text under the id that is set. Set the id of this text.",
        TextStanding.NotAsked => "Its id is set.",
        TextStanding.NotSet when state.Sid.Length > 0 => $"Twilio keeps a text of this name as {state.Sid}{(state.Status.Length > 0 ? $" ({state.Status})" : "")}. Set that id.",
        TextStanding.NotSet when state.Text.Language == "en" => "No id is set. More than 24 hours after the last message from a phone it goes as SMS or by email, where that is connected.",
        TextStanding.NotSet => "No id is set. More than 24 hours after the last message from a phone the English text goes, or an SMS or an email where that is connected.",
    };
}
