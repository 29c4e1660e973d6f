namespace Cendra.Messaging.Email.Wire;

/// <summary>How a mailbox is watched.</summary>
public sealed record MailboxOptions
{
    /// <summary>The folder that is watched.</summary>
    public string Folder { get; init; } = "INBOX";

    /// <summary>Where mails go once they were taken; null = they stay and are marked as read.</summary>
    public string? MoveTo { get; init; }

    /// <summary>A larger mail is handed over without its body.</summary>
    public long LargestBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>How long the server is listened to at once: providers end it after ten minutes, without a word.</summary>
    public TimeSpan IdleAtMost { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>The folder is looked through so often even when the server says nothing: some forget to.</summary>
    public TimeSpan LookAtLeast { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a server is asked that cannot tell by itself.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The first pause after a failure; each further one is twice as long, up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after a failure.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause after a refused sign-in: providers lock accounts that are tried too often.</summary>
    public TimeSpan SignInPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often one mail is tried before it is given up.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>How far back is looked when a server has numbered its mails anew.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(30);
}
