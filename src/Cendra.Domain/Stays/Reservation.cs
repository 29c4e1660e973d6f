using Cendra.Domain.Audit;

namespace Cendra.Domain.Stays;

/// <summary>A party and what is known of how to reach them. It has one stay for each property it lets.</summary>
public sealed class Reservation : Audited
{
    public Guid Id { get; init; }
    public string GuestName { get; set; } = "";

    /// <summary>E.164 where it could be read, else as the source wrote it; the address on file for WhatsApp and SMS.</summary>
    public string GuestPhone { get; set; } = "";

    public string GuestEmail { get; set; } = "";

    /// <summary>BCP 47, empty when not known.</summary>
    public string GuestLanguage { get; set; } = "";

    public int? GuestCount { get; set; }

    /// <summary>Rises when a different person takes the place of the guest: what was told to the former one never counts for the new.</summary>
    public int GuestVersion { get; set; } = 1;

    /// <summary>Where it was booked, in the source's word ("airbnb").</summary>
    public string Channel { get; set; } = "";

    /// <summary>The code of the booking that guest and host both know.</summary>
    public string ConfirmationCode { get; set; } = "";

    public DateTimeOffset CreatedUtc { get; init; }

    public int Version { get; set; }

    public List<Stay> Stays { get; } = [];

    /// <inheritdoc />
    public override string AuditStream => $"reservation:{Id:N}";
}
