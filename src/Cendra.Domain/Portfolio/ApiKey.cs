namespace Cendra.Domain.Portfolio;

/// <summary>
/// A key with which a program calls the API. It is shown once, when it is made; here stands its hash. Whatever a key brings belongs to its connection, so that two programs never
/// overwrite each other's bookings.
/// </summary>
public sealed class ApiKey
{
    public Guid Id { get; init; }

    /// <summary>The connection whose bookings it reads and writes.</summary>
    public Guid ConnectionId { get; init; }

    /// <summary>What a host calls it.</summary>
    public required string Name { get; set; }

    /// <summary>Its first letters, by which a host knows it again; they open nothing.</summary>
    public required string Shown { get; init; }

    /// <summary>SHA-256 of the whole key (256 random bits), hex. Unique.</summary>
    public required string KeyHash { get; init; }

    public ApiScopes Scopes { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }

    /// <summary>When it was last used, to the minute; null = never.</summary>
    public DateTimeOffset? LastUsedUtc { get; set; }

    /// <summary>From when on it opens nothing; null = it does not end by itself.</summary>
    public DateTimeOffset? ExpiresUtc { get; set; }

    /// <summary>When a host took it back; null = nobody did.</summary>
    public DateTimeOffset? RevokedUtc { get; set; }

    public int Version { get; set; }
}

/// <summary>What a key may do; each is given by itself.</summary>
[Flags]
public enum ApiScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>reservations:read</c>: see the bookings of its connection, with the states of their codes, never digits.</summary>
    ReservationsRead = 1,

    /// <summary><c>reservations:write</c>: put, change and cancel bookings of its connection.</summary>
    ReservationsWrite = 2,

    /// <summary><c>codes:read</c>: read the digits of bookings of its connection, while they may be told.</summary>
    CodesRead = 4,
}
