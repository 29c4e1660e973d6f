using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Email;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using MimeKit.Utils;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>A house whose guests write and are written to by mail, over real servers, and a guest's mail program. What mails bring is worked off by the world's clock.</summary>
internal sealed class MailHouse : IAsyncDisposable
{
    private readonly WatchedMailbox _guest;

    private MailHouse(MailServers servers, ServiceWorld world, string box, string guestAddress, WatchedMailbox guest) => (Servers, World, Box, Guest, _guest) = (servers, world, box, guestAddress, guest);

    public MailServers Servers { get; }

    public ServiceWorld World { get; }

    /// <summary>The mailbox of the house.</summary>
    public string Box { get; }

    /// <summary>The guest's address; whoever signs in there reads it.</summary>
    public string Guest { get; }

    /// <summary>The house with one flat behind one door, "Born 9" behind "flat", and nobody in it.</summary>
    public static async Task<MailHouse> OpenAsync(SharedMailServers shared, WorldOptions? options = null, ConnectionState until = ConnectionState.Good)
    {
        var servers = await shared.StartedAsync();
        var (box, guest) = (servers.NewBox(), servers.NewBox());
        options ??= new WorldOptions();
        var settings = servers.Settings(box);
        settings["Outbound:Live"] = "true";
        foreach (var (key, value) in options.Settings)
        {
            settings[key] = value;
        }

        var world = await ServiceWorld.WithOneFlatAsync(options with { Settings = settings });
        var reader = new WatchedMailbox(() => servers.Imap(guest));
        await reader.StateAsync(MailboxCondition.Listening);
        var house = new MailHouse(servers, world, box, guest, reader);
        await house.UntilConnectionAsync(until);
        return house;
    }

    /// <summary>The same with a guest who has a mail address alone, was told, and whose stay began ten minutes ago: 1 June, 15:10, until the 4th.</summary>
    public static async Task<(MailHouse House, MimeMessage Arrival)> WithAGuestInHouseAsync(SharedMailServers shared, WorldOptions? options = null, string phone = "", string language = "de")
    {
        var house = await OpenAsync(shared, options);
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Jürgen Weiß", phone: phone, language: language, email: house.Guest);
        await house.World.ClockMovesToAsync("2026-06-01 15:10");
        return (house, phone.Length > 0 ? null! : await house.NextMailAsync());
    }

    /// <summary>The next mail that the guest gets.</summary>
    public async Task<MimeMessage> NextMailAsync()
    {
        var mail = await _guest.NextAsync();
        return IncomingMail.Read(mail.Raw).Mail!.Mime;
    }

    /// <summary>The guest has nothing that no test has seen.</summary>
    public bool GuestHasNoMail => _guest.IsQuiet;

    /// <summary>A mail from the guest to the house; <paramref name="answering"/> makes it an answer to that one, as mail programs make them.</summary>
    public MimeMessage Mail(string text, MimeMessage? answering = null, string? from = null, string? subject = null)
    {
        var mail = new MimeMessage { Subject = subject ?? (answering is null ? "Frage" : answering.Subject is [_, _, ':', ..] answered ? answered : $"Re: {answering.Subject}"), MessageId = MimeUtils.GenerateMessageId("guest.test"), Body = new TextPart("plain") { Text = text } };
        mail.From.Add(new MailboxAddress("", from ?? Guest));
        mail.To.Add(new MailboxAddress("", answering?.ReplyTo.Mailboxes.FirstOrDefault()?.Address ?? Box));
        if (answering is not null)
        {
            mail.InReplyTo = answering.MessageId;
            mail.References.AddRange(answering.References);
            mail.References.Add(answering.MessageId!);
        }

        return mail;
    }

    /// <summary>A mail reaches the house by SMTP, as one of the internet, and is stored; no time passes.</summary>
    public async Task ArrivesAsync(MimeMessage mail, string? envelope = null)
    {
        var before = await StoredAsync();
        var outcome = await new MailPost(() => Servers.Mx, TimeProvider.System, NullLogger<MailPost>.Instance).SendAsync(mail, envelope ?? Guest, mail.To.Mailboxes.First().Address, CancellationToken.None);
        Assert.Equal(PostResult.Taken, outcome.Result);
        await UntilStoredAsync(before + 1);
    }

    /// <summary>Mails are put into the house's mailbox as they are, past the server that would write above them, and are stored.</summary>
    public async Task AreFoundAsync(params MimeMessage[] mails)
    {
        var before = await StoredAsync();
        await Servers.DeliverAsync(Box, mails);
        await UntilStoredAsync(before + mails.Length);
    }

    public Task UntilStoredAsync(int count) => World.UntilAsync($"{count} mails are stored", async () => await StoredAsync() >= count);

    /// <summary>A mail arrives, and its answer has had the time it takes.</summary>
    public async Task WritesAsync(MimeMessage mail, string? envelope = null)
    {
        await ArrivesAsync(mail, envelope);
        await AnsweredAsync();
    }

    /// <summary>What waits is worked off, and answers have had the time they take.</summary>
    public async Task AnsweredAsync()
    {
        await World.WorkAsync();
        await World.ClockMovesAsync(TimeSpan.FromSeconds(15));
    }

    /// <summary>What people wrote, as it was kept, oldest first.</summary>
    public Task<IReadOnlyList<Message>> KeptAsync() => World.MessagesAsync(MessageKinds.FromGuest);

    public async Task UntilConnectionAsync(ConnectionState state, string name = Mailboxes.Main) => await World.UntilAsync($"the connection {name} is {state}", async () =>
    {
        await using var db = World.Open();
        return await db.Connections.AnyAsync(c => c.Name == name && c.State == state);
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _guest.DisposeAsync();
        await World.DisposeAsync();
    }

    private async Task<int> StoredAsync()
    {
        await using var db = World.Open();
        return await db.ReceivedWebhooks.CountAsync(w => w.Source == MailIntake.Source);
    }
}
