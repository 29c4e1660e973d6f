extern alias simulator;

using simulator::Cendra.Simulator.Phones;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>What somebody writes to a played house. Not a record: its text must not print the body.</summary>
internal sealed class PlayText
{
    /// <summary>E.164, or on WhatsApp the id of a sender who hides the number.</summary>
    public required string From { get; init; }

    public string Body { get; init; } = "";

    /// <summary>By SMS and not by WhatsApp.</summary>
    public bool BySms { get; init; }

    /// <summary>MIME type of a file that hangs on it; null = none.</summary>
    public string? File { get; init; }

    /// <summary>Where the sender is, in degrees; null = no place is sent.</summary>
    public (double Latitude, double Longitude)? Place { get; init; }

    /// <summary>The button that was tapped, by what stands on it; null = the text was typed.</summary>
    public string? Button { get; init; }

    /// <summary>The body is an emoji put on the newest message of the house.</summary>
    public bool IsReaction { get; init; }

    /// <summary>The id that WhatsApp shows beside the number; null = none.</summary>
    public string? UserId { get; init; }

    /// <summary>How often the very same webhook comes.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>What lies on a phone or in a mailbox of a played house, written by the house. Not a record, for the same reason.</summary>
internal sealed class PlayTold(DateTimeOffset atUtc, string body, bool bySms, IReadOnlyList<string> buttons)
{
    /// <summary>What stands on the buttons under it.</summary>
    public IReadOnlyList<string> Buttons => buttons;

    public DateTimeOffset AtUtc => atUtc;

    public string Body => body;

    public bool BySms => bySms;

    /// <summary>Of a mail what else its reader sees: subject, sender, the other form of its text, where its links lead.</summary>
    public string Beside { get; init; } = "";

    /// <summary>Of a mail by what an answer names it; null = it is no mail.</summary>
    public PlayThread? Thread { get; init; }

    /// <summary>All that its reader sees.</summary>
    public string All => Beside.Length > 0 ? $"{Body}\n{Beside}" : Body;
}

/// <summary>The phones around a played house: people write on them and read what came.</summary>
internal sealed class PlayPhones(PlayHouse house)
{
    /// <summary>The numbers on which anything lies.</summary>
    public IReadOnlyList<string> Numbers => house.Doors.Phones();

    /// <summary>Somebody writes; the status of the last answer to its webhook.</summary>
    public async Task<int> WriteAsync(PlayText text, CancellationToken ct)
    {
        var newest = house.Doors.Phone(text.From).LastOrDefault(m => m.Direction == "in");
        var button = text.Button is null ? null : house.Doors.Phone(text.From).Where(m => m.Direction == "in").SelectMany(m => m.Buttons).LastOrDefault(b => b.Title == text.Button);
        var answer = await house.Doors.PhoneWritesAsync(
            new PhoneText
            {
                From = text.From, Body = text.Body, Channel = text.BySms ? PhoneChannels.Sms : PhoneChannels.WhatsApp, MediaContentType = text.File, Place = text.Place, ButtonText = text.Button, ButtonPayload = button?.Id,
                IsReaction = text.IsReaction, Quotes = text.IsReaction || text.Button is not null ? newest?.Sid : null, Count = text.Count, UserId = text.UserId,
            }, ct);
        return answer.Status;
    }

    /// <summary>What the house wrote to a number, oldest first.</summary>
    public IReadOnlyList<PlayTold> Told(string number) => [.. house.Doors.Phone(number).Where(m => m.Direction == "in").Select(m => new PlayTold(m.AtUtc, m.Body, m.Channel == PhoneChannels.Sms, [.. m.Buttons.Select(b => b.Title)]))];
}
