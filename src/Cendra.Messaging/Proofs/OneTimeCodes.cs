using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Proofs;

/// <summary>What came of a text of somebody unknown.</summary>
/// <param name="Typed">What its digits are, for the record and for the answer. It follows from the text's shape alone unless the digits were right: whoever tries learns nothing of bookings.</param>
/// <param name="Proven">Who writes after all; null = still nobody known.</param>
public sealed record Proof(TypedCode Typed, Sender? Proven);

/// <summary>
/// Lets somebody who writes from another address become one of a stay's: they name the booking, six digits go to the address on file, and typed in the channel that asked, within ten
/// minutes and three tries, they make that channel an address of this stay until it ends. Whoever has the address on file and the host are told. Nothing else raises anybody: no name, no
/// date, no booking number, no link.
/// </summary>
public sealed partial class OneTimeCodes(CendraDbContext db, Senders senders, LinkTokens tokens, EscalationDesk desk, GuestWays ways, StayClock clock, IdSource ids)
{
    /// <summary>So many addresses may one asker have codes sent to within <see cref="OneTimeCode.OneIn"/>.</summary>
    public const int MostAddresses = 3;

    /// <summary>How the causes of words to a host about addresses that proved themselves begin. They tell, and wait for nobody.</summary>
    internal const string Cause = EscalationEnds.AddressProven;

    /// <summary>The cause of the word about this one.</summary>
    public static string CauseOf(Guid identityId) => $"{Cause}{identityId:N}";

    /// <summary>Takes what somebody unknown wrote, as it was written: six digits are tried, a booking that is named is asked. The caller saves.</summary>
    public async Task<Proof> TakeAsync(ChannelKind channel, string asker, string text, CancellationToken ct)
    {
        if (SixDigitsIn(text) is [_, ..] digits)
        {
            return await TryAsync(channel, asker, digits, ct) is { } proven ? new Proof(TypedCode.OneTime, proven) : new Proof(TypedCode.NoProof, null);
        }

        var named = BookingReferences.In(text);
        if (named.IsEmpty)
        {
            return new Proof(TypedCode.None, null);
        }

        await AskAsync(channel, asker, named, ct);
        return new Proof(TypedCode.Reference, null);
    }

    /// <summary>The digits of every code that is young enough to prove something: they stand in no text, whoever typed them and where.</summary>
    public async Task<IReadOnlySet<string>> YoungAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - OneTimeCode.ValidFor;
        var young = await db.OneTimeCodes.AsNoTracking().Where(c => c.MadeUtc > since).Select(c => new { c.Id, c.Number }).ToListAsync(ct);
        return young.Select(c => tokens.OneTimeDigits(c.Id, c.Number)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The first two times that six digits stand alone in a text, in any script, in one piece or as three and three. Telephone numbers are none.</summary>
    internal static IReadOnlyList<string> SixDigitsIn(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var rune in Phones.Without(text).EnumerateRunes())
        {
            ascii.Append(Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture) : rune.ToString());
        }

        return [.. SixDigits().Matches(ascii.ToString()).Take(2).Select(found => found.Groups[1].Value + found.Groups[2].Value)];
    }

    private async Task<Sender?> TryAsync(ChannelKind channel, string asker, IReadOnlyList<string> digits, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - OneTimeCode.ValidFor;
        var asked = await db.OneTimeCodes.Where(c => c.Channel == channel && c.Asker == asker && c.MadeUtc > since).ToListAsync(ct);
        var live = asked.Where(c => c.IsLive(now)).OrderByDescending(c => c.MadeUtc).ToList();
        foreach (var code in live.Where(c => digits.Any(d => Equal(tokens.OneTimeDigits(c.Id, c.Number), d))))
        {
            code.Use(now);
            return await ProvenAsync(code, channel, asker, now, ct);
        }

        live.ForEach(c => c.Miss());
        return null;
    }

    /// <summary>The right digits: they count if guest, address on file and stay are still those they were sent for.</summary>
    private async Task<Sender?> ProvenAsync(OneTimeCode code, ChannelKind channel, string asker, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (await StayReader.ReadAsync(db, code.StayId, ct) is not { Reservation: { } guest } stay || guest.GuestVersion != code.GuestVersion
            || ways.Of(guest).First is not { } onFile || tokens.OfAddress(onFile) != code.AddressHash || stay.Status == StayStatus.Cancelled || nowUtc >= stay.CheckOutUtc)
        {
            return null;
        }

        var conversation = await senders.OfReservationAsync(stay, ct);
        conversation.StayId = stay.Id;
        var identity = await senders.AddressInAsync(conversation, channel, asker, ct);
        if (identity.IsRefusedFor(code.GuestVersion))
        {
            return null; // A host took it back; nobody undoes that by asking again.
        }

        identity.Prove(stay.Id, code.GuestVersion, code.AddressHash, nowUtc);
        var way = MessageWords.Of(channel);
        stay.NotePersonal(AuditKind.AddressProven, AuditActor.Guest, $"Another address proved itself by {way} with the code that went to the address on file", new Dictionary<string, string> { ["address"] = asker });
        db.Messages.Add(ToOnFile(MessageKinds.AddressAdded, ProofTexts.KeyOf(identity.Id, code), conversation, stay));
        await desk.RaiseAsync(
            new Concern(
                CauseOf(identity.Id), EscalationPriority.P3, "A guest is answered at another address too",
                $"Somebody who writes by {way} from an address that is not in the booking typed the one-time code that went to the address of the booking. Until the stay ends they are answered as the guest is, door code included. The guest is told so at the address of the booking.",
                "Look whether that is right; beside the conversation the address can be taken back.", ConversationId: conversation.Id),
            ct, stay.Id);
        return new Sender(conversation, identity, stay);
    }

    private async Task AskAsync(ChannelKind channel, string asker, BookingReferences named, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - OneTimeCode.OneIn;
        if (await senders.StayNamedAsync(named, ct) is not { } stay || ways.Of(stay.Reservation).First is not { } onFile
            || await db.OneTimeCodes.CountAsync(c => c.Channel == channel && c.Asker == asker && c.MadeUtc > since, ct) >= MostAddresses)
        {
            return;
        }

        var hash = tokens.OfAddress(onFile);
        var code = await db.OneTimeCodes.SingleOrDefaultAsync(c => c.AddressHash == hash, ct);
        if (code is null)
        {
            code = new OneTimeCode { Id = ids.Next(), AddressHash = hash };
            db.OneTimeCodes.Add(code);
        }

        if (code.MayBeMadeAnew(now))
        {
            var message = ToOnFile(MessageKinds.OneTimeCode, string.Create(CultureInfo.InvariantCulture, $"one-time-code:{code.Id:N}:{code.Number + 1}"), await senders.OfReservationAsync(stay, ct), stay);
            db.Messages.Add(message);
            code.MakeAnew(stay.ReservationId, stay.Id, stay.Reservation!.GuestVersion, channel, asker, message.Id, now);
        }
    }

    private Message ToOnFile(string kind, string key, Conversation conversation, Stay stay) => new()
    {
        Id = ids.Next(),
        ConversationId = conversation.Id,
        ReservationId = stay.ReservationId,
        StayId = stay.Id,
        GuestVersion = stay.Reservation!.GuestVersion,
        Direction = MessageDirection.Outbound,
        Author = MessageAuthor.Template,
        Kind = kind,
        DedupeKey = key,
        Language = stay.Reservation.GuestLanguage,
        DueAtUtc = clock.GetUtcNow(),
        CreatedUtc = clock.GetUtcNow(),
    };

    private static bool Equal(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    [GeneratedRegex(@"(?<![\p{L}0-9+]|[0-9][ \u00A0-])([0-9]{3})[ \u00A0-]?([0-9]{3})(?![\p{L}0-9]|[ \u00A0-][0-9])")]
    private static partial Regex SixDigits();
}
