namespace Cendra.Domain.Conversations;

/// <summary>
/// Six digits by which somebody who writes from another address proves that they read the address on file. One row for each address on file, used again and again: so that nobody can be
/// sent more than one in <see cref="OneIn"/>, however many ask. The digits stand nowhere; whoever holds the key folder computes them from id and number.
/// </summary>
public sealed class OneTimeCode
{
    /// <summary>So long after it was made it proves something.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(10);

    /// <summary>At most one goes to an address in this time.</summary>
    public static readonly TimeSpan OneIn = TimeSpan.FromHours(12);

    /// <summary>So often may digits be typed; then it proves nothing any more.</summary>
    public const int MostTries = 3;

    public Guid Id { get; init; }

    /// <summary>Keyed hash of the address on file. Unique.</summary>
    public required string AddressHash { get; init; }

    /// <summary>Which one it is of those that went to this address, from 1.</summary>
    public int Number { get; private set; }

    public Guid ReservationId { get; private set; }
    public Guid StayId { get; private set; }

    /// <summary>The guest it was made for, as <c>Reservation.GuestVersion</c> counts them.</summary>
    public int GuestVersion { get; private set; }

    /// <summary>The channel in which it was asked for, and the only one in which it counts.</summary>
    public ChannelKind Channel { get; private set; }

    /// <summary>Who asked, and from whom alone it counts.</summary>
    public string Asker { get; private set; } = "";

    /// <summary>The message that brings it to the address on file.</summary>
    public Guid? MessageId { get; private set; }

    public DateTimeOffset MadeUtc { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedUtc { get; private set; }
    public int Version { get; set; }

    /// <summary>Until when it proves something.</summary>
    public DateTimeOffset UntilUtc => MadeUtc + ValidFor;

    /// <summary>May another one be made now?</summary>
    public bool MayBeMadeAnew(DateTimeOffset nowUtc) => Number == 0 || nowUtc >= MadeUtc + OneIn;

    /// <summary>Would the right digits prove anything now?</summary>
    public bool IsLive(DateTimeOffset nowUtc) => Number > 0 && UsedUtc is null && Tries < MostTries && nowUtc < UntilUtc;

    /// <summary>The next one, for whoever asks there. Throws where none may be made yet.</summary>
    public void MakeAnew(Guid reservationId, Guid stayId, int guestVersion, ChannelKind channel, string asker, Guid messageId, DateTimeOffset nowUtc)
    {
        if (!MayBeMadeAnew(nowUtc))
        {
            throw new InvalidOperationException("This address was sent a one-time code in the last twelve hours.");
        }

        (Number, ReservationId, StayId, GuestVersion, Channel, Asker, MessageId, MadeUtc, Tries, UsedUtc) = (Number + 1, reservationId, stayId, guestVersion, channel, asker, messageId, nowUtc, 0, null);
    }

    /// <summary>Digits were typed that are not these.</summary>
    public void Miss() => Tries++;

    /// <summary>The right digits were typed.</summary>
    public void Use(DateTimeOffset nowUtc) => UsedUtc = nowUtc;
}
