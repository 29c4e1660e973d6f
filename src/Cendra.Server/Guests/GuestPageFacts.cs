using Cendra.Agent.Prompts;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Messaging.Email;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Twilio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Guests;

/// <summary>Reads what the page of one stay shows at this moment.</summary>
public sealed class GuestPageFacts(PromptShelf shelf, IOptionsMonitor<TwilioOptions> twilio, GuestTapSeal seals, GuestTaps taps, GuestWays guestWays, Mailboxes mailboxes, StayClock clock)
{
    private const string WhatsAppPrefix = "whatsapp:";
    private static readonly string[] Answers = ["lights", "dark", "red"];

    /// <summary>The view; <paramref name="shown"/> is what a tap brought.</summary>
    public async Task<GuestView> OfAsync(CendraDbContext db, string token, GuestLink link, Stay stay, GuestAsked asked, GuestShown shown, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (property, guest) = (stay.Property, stay.Reservation!);
        var decision = await LockLimits.DecideAsync(db, stay, now, ct);
        var state = StateOf(decision.Answer, stay);
        var way = property is null ? new WayIn([], []) : WayIn.Of(property);
        var reading = new GuestReading(MayRead(state), shown.Pins.Count > 0, MayRead(state) ? await PhotosAsync(db, stay, ct) : new Dictionary<Guid, string>(), shown.Secrets);
        return new GuestView
        {
            Words = new GuestWords(shelf, GuestLanguages.Of(asked.Language, guest.GuestLanguage, asked.Accepted)),
            Token = token,
            Seal = seals.Make(link.Id),
            GuestName = guest.GuestName.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "",
            Property = property?.Name ?? "",
            Address = string.Join(", ", new[] { property?.Address ?? "", property?.City ?? "" }.Where(p => p.Length > 0)),
            City = property?.City ?? "",
            Zone = property?.TimeZoneId ?? "Etc/UTC",
            NowUtc = now,
            CheckInUtc = stay.CheckInUtc ?? now,
            CheckOutUtc = stay.CheckOutUtc ?? now,
            State = state,
            OpensUtc = decision.OpensUtc,
            Doors = property is null || state == GuestCodeState.Over ? [] : GuestDoor.Of(stay, way, now, reading),
            Way = reading.MayRead ? [.. way.Way.Select(s => GuestStep.Of(s, reading))] : [],
            HidesNumbers = reading is { MayRead: true, Numbers: false } && way.Way.Concat(way.Doors.SelectMany(d => d.Steps)).Any(GuestStep.HasLongNumber),
            Pins = shown.Pins,
            Notice = shown.Notice,
            Reach = await ReachAsync(db, stay, ct),
            Call = await taps.StandingAsync(stay, ct),
            Saw = Answers.Contains(asked.Saw, StringComparer.Ordinal) ? asked.Saw : "",
        };
    }

    /// <summary>The page of this stay shows the way in at this moment: before the code may be told and after check-out it does not.</summary>
    public async Task<bool> MayReadAsync(CendraDbContext db, Stay stay, CancellationToken ct) => MayRead(StateOf((await LockLimits.DecideAsync(db, stay, clock.GetUtcNow(), ct)).Answer, stay));

    private static bool MayRead(GuestCodeState state) => state is GuestCodeState.Ready or GuestCodeState.Late;

    private static Task<Dictionary<Guid, string>> PhotosAsync(CendraDbContext db, Stay stay, CancellationToken ct) =>
        db.EntryPhotos.Where(p => p.PropertyId == stay.PropertyId).Select(p => new { p.Id, p.Words }).ToDictionaryAsync(p => p.Id, p => p.Words, ct);

    private static GuestCodeState StateOf(DisclosureAnswer answer, Stay stay) => answer switch
    {
        DisclosureAnswer.Share => GuestCodeState.Ready,
        DisclosureAnswer.TooEarly => GuestCodeState.NotYet,
        DisclosureAnswer.Ended => GuestCodeState.Over,
        DisclosureAnswer.NoLock => GuestCodeState.NoDoor,
        _ => stay.Entitlement is Entitlement.Earns or Entitlement.Keeps ? GuestCodeState.Late : GuestCodeState.None,
    };

    /// <summary>The numbers and the mailbox that the house writes from, and whether anybody is there to be called.</summary>
    private async Task<GuestReach> ReachAsync(CendraDbContext db, Stay stay, CancellationToken ct)
    {
        var ways = twilio.CurrentValue;
        var hasMail = guestWays.HasMail;
        var hosts = await db.HostContacts.AnyAsync(c => c.IsActive && (c.Phone != "" || (hasMail && c.Email != "")) && (c.PropertyId == null || c.PropertyId == stay.PropertyId), ct);
        return new GuestReach(ways.IsConfigured ? ways.WhatsAppSender?.Replace(WhatsAppPrefix, "", StringComparison.Ordinal) ?? "" : "", ways.IsConfigured ? ways.SmsSender ?? "" : "", hosts)
        {
            Mail = mailboxes.Sending.Imap is not null && guestWays.Of(stay.Reservation).Mail is not null ? mailboxes.From : "",
            AnswersByMail = guestWays.Of(stay.Reservation) is { Phone: null, Mail: not null },
        };
    }
}
