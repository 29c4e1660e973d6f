using System.Globalization;

namespace Cendra.Domain.Conversations;

/// <summary>A place that a guest sent, in degrees (WGS 84), as it stands in <see cref="Message.Attachment"/>: <c>location:41.38512,2.17341</c>. Five places behind the point are about a metre.</summary>
public sealed record Position(double Latitude, double Longitude)
{
    private const string Prefix = "location:";

    /// <summary>As it is stored.</summary>
    public string Stored => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Latitude:0.#####},{Longitude:0.#####}");

    /// <summary>A page that shows it on a map.</summary>
    public string Map => string.Create(CultureInfo.InvariantCulture, $"https://www.openstreetmap.org/?mlat={Latitude:0.#####}&mlon={Longitude:0.#####}#map=17/{Latitude:0.#####}/{Longitude:0.#####}");

    /// <summary>Reads what a channel says; null where it is no place on earth.</summary>
    public static Position? Of(string latitude, string longitude) =>
        double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var north) && double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var east)
        && Math.Abs(north) <= 90 && Math.Abs(east) <= 180 ? new Position(north, east) : null;

    /// <summary>Reads what is stored; null where it is something else.</summary>
    public static Position? OfStored(string attachment) =>
        attachment.StartsWith(Prefix, StringComparison.Ordinal) && attachment[Prefix.Length..].Split(',') is [var latitude, var longitude] ? Of(latitude, longitude) : null;
}
