namespace Cendra.Server.Rehearsal;

/// <summary>A made-up person.</summary>
public sealed record RehearsalGuest(string Name, string Phone, string Language);

/// <summary>Made-up people.</summary>
public static class RehearsalGuests
{
    private static readonly RehearsalGuest[] Guests =
    [
        new("Lucía Fernández", "+34600000001", "es"),
        new("Jonas Weber", "+4915112345602", "de"),
        new("Chloé Martin", "+33612345603", "fr"),
        new("Amelia Hart", "+447700900104", "en"),
        new("Piotr Nowak", "+48601234505", "en"),
        new("Beatriz Oliveira", "+351912345606", "es"),
        new("Luuk de Vries", "+31612345607", "en"),
        new("Sofia Rossi", "+393312345608", "en"),
        new("Nora Lindqvist", "+46701234509", "en"),
    ];

    /// <summary>The n-th guest; they come round again.</summary>
    public static RehearsalGuest Of(int number) => Guests[number % Guests.Length];
}
