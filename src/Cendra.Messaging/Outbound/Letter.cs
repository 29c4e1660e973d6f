using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;

namespace Cendra.Messaging.Outbound;

/// <summary>A message ready to leave but for its secrets, which still stand as tokens. Not a record: it must not print itself.</summary>
public sealed class Letter
{
    /// <summary>The token in whose place the link of a host's notice or of a guest's page is put.</summary>
    public const string LinkToken = "link";

    /// <summary>The token in whose place a one-time code is put.</summary>
    public const string OneTimeToken = "once";

    /// <summary>E.164 or WhatsApp's id: the address on file, one that proved itself, or a sender whom nobody knows; empty = there is none.</summary>
    public required string Address { get; init; }

    /// <summary>The same for mail.</summary>
    public string Mail { get; init; } = "";

    /// <summary>Where it goes by this channel; empty = nowhere.</summary>
    public string AddressFor(ChannelKind channel) => channel == ChannelKind.Email ? Mail : Address;

    /// <summary>There is nowhere to send it.</summary>
    public bool HasNoAddress => Address.Length == 0 && Mail.Length == 0;

    /// <summary>The free text.</summary>
    public required string Text { get; init; }

    /// <summary>Of a mail to a host; empty = it follows from the kind of message.</summary>
    public string Subject { get; init; } = "";

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Kind of template, a word of the templates' configuration; empty = free text only.</summary>
    public string TemplateKind { get; init; } = "";

    /// <summary>The values of the template's places.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The link that takes the place of its token; empty = none.</summary>
    public string Link { get; init; } = "";

    /// <summary>The same in a mail: a link is one for its address, so that an address that was corrected leaves a dead one behind.</summary>
    public string MailLink { get; init; } = "";

    /// <summary>The link for this channel.</summary>
    public string LinkFor(ChannelKind channel) => channel == ChannelKind.Email ? MailLink : Link;

    /// <summary>The six digits that take the place of their token; empty = none.</summary>
    public string OneTime { get; init; } = "";

    /// <summary>The one channel it may go by; null = any that leads to the address.</summary>
    public ChannelKind? Only { get; init; }

    /// <summary>Whose codes it carries; null = it carries none.</summary>
    public Stay? Stay { get; init; }

    /// <summary>The same without what the host wrote of how to get in; null = nothing of it stands here.</summary>
    public Letter? Plain { get; init; }

    /// <summary>The same in English, for where no text in the guest's language is approved; null = it is English, or was worded in one language alone.</summary>
    public Letter? InEnglish { get; init; }
}

/// <summary>What composing came to: a letter, or why there is none now.</summary>
/// <param name="Letter">Null unless it may leave.</param>
/// <param name="AgainUtc">When to look again; null = it is withdrawn.</param>
/// <param name="Why">In a host's words.</param>
public sealed record Composed(Letter? Letter, DateTimeOffset? AgainUtc, string Why)
{
    /// <summary>A guest waits for it and gets nothing: a person is called.</summary>
    public bool CallsHost { get; init; }

    /// <summary>It says what does not hold: it is held until that is mended, and a person is called.</summary>
    public bool IsContradiction { get; init; }

    /// <summary>What the host wrote was left out, because this in it does not hold; empty = nothing was.</summary>
    public string LeftOut { get; init; } = "";

    /// <summary>The names of secrets that the text leaves to a person or cannot tell: a host has to.</summary>
    public IReadOnlyList<string> LeftToHost { get; init; } = [];

    /// <summary>It may leave.</summary>
    public static Composed Ready(Letter letter) => new(letter, null, "");

    /// <summary>Not now.</summary>
    public static Composed Later(DateTimeOffset atUtc, string why) => new(null, atUtc, why);

    /// <summary>It says what does not hold.</summary>
    public static Composed Contradicts(string why) => new(null, null, why) { IsContradiction = true };

    /// <summary>Its reason went away.</summary>
    public static Composed Withdrawn(string why) => new(null, null, why);
}
