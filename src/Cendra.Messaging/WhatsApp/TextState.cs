using System.Text.RegularExpressions;
using Cendra.Messaging.Twilio;

namespace Cendra.Messaging.WhatsApp;

/// <summary>Where a text stands that must be approved before a conversation may begin with it.</summary>
public enum TextStanding
{
    /// <summary>WhatsApp takes it, in the words that Cendra has.</summary>
    Ready,

    /// <summary>WhatsApp takes it in other words, or with other buttons, than Cendra has now: guests get those.</summary>
    OtherWords,

    /// <summary>It has other places than Cendra fills: what is sent with it fails and goes another way.</summary>
    OtherPlaces,

    /// <summary>Submitted; WhatsApp has not said yes or no.</summary>
    Waiting,

    /// <summary>Twilio keeps it, and it was never submitted.</summary>
    NotSubmitted,

    /// <summary>WhatsApp rejected, paused or disabled it.</summary>
    Refused,

    /// <summary>Twilio has no text under the id that is set.</summary>
    UnknownId,

    /// <summary>No id is set: outside 24 hours after a guest's last message it goes another way.</summary>
    NotSet,

    /// <summary>An id is set, and Twilio could not be asked.</summary>
    NotAsked,
}

/// <summary>One text that is to be approved, and where it stands.</summary>
/// <param name="Text">What to submit.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Sid">The id that is set (<c>HX…</c>), or with <see cref="TextStanding.NotSet"/> that of a text of this name which Twilio keeps; empty = none.</param>
/// <param name="Status">WhatsApp's own word; empty = none was told.</param>
public sealed partial record TextState(WhatsAppTemplate Text, TextStanding Standing, string Sid, string Status)
{
    /// <summary>Holds a text against what Twilio keeps. <paramref name="sid"/> null = no id is set; <paramref name="kept"/> null = Twilio could not be asked.</summary>
    public static TextState Of(WhatsAppTemplate text, string? sid, IReadOnlyList<TwilioContent>? kept)
    {
        if (sid is null)
        {
            var named = kept?.LastOrDefault(k => k.FriendlyName == text.Name);
            return new TextState(text, TextStanding.NotSet, named?.Sid ?? "", named?.ApprovalStatus ?? "");
        }

        if (kept is null)
        {
            return new TextState(text, TextStanding.NotAsked, sid, "");
        }

        return kept.FirstOrDefault(k => k.Sid == sid) is { } found
            ? new TextState(text, Of(text, found), sid, found.ApprovalStatus ?? "")
            : new TextState(text, TextStanding.UnknownId, sid, "");
    }

    private static TextStanding Of(WhatsAppTemplate text, TwilioContent kept) => kept.ApprovalStatus switch
    {
        "approved" when !Numbers(kept.Body).SetEquals(Numbers(text.Body)) => TextStanding.OtherPlaces,
        "approved" => Plain(kept.Body) == Plain(text.Body) && kept.Buttons.SequenceEqual(text.Content.Buttons) ? TextStanding.Ready : TextStanding.OtherWords,
        "received" or "pending" => TextStanding.Waiting,
        null or "unsubmitted" => TextStanding.NotSubmitted,
        _ => TextStanding.Refused,
    };

    private static HashSet<string> Numbers(string body) => [.. Place().Matches(body).Select(m => m.Groups[1].Value)];

    private static string Plain(string body) => body.ReplaceLineEndings("\n").Trim();

    [GeneratedRegex(@"\{\{\s*([0-9]{1,3})\s*\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
