using Microsoft.AspNetCore.Identity;

namespace Cendra.Domain.Database;

/// <summary>An account of a person of the house.</summary>
public sealed class HostUser : IdentityUser<Guid>
{
    /// <summary>How the person is named in the audit and on pages.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Sees every property; otherwise those listed for the account.</summary>
    public bool SeesAllProperties { get; set; }
}

/// <summary>A property that an account may see.</summary>
public sealed class HostUserProperty
{
    public Guid UserId { get; set; }
    public Guid PropertyId { get; set; }
}

/// <summary>A one-time link by which an account is made. The token itself is given out once and stored hashed.</summary>
public sealed class SetUpLink
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the token, hex. Unique.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The role the new account gets.</summary>
    public required string Role { get; init; }

    public DateTimeOffset CreatedUtc { get; init; }
    public DateTimeOffset ExpiresUtc { get; init; }
    public DateTimeOffset? UsedUtc { get; set; }
    public int Version { get; set; }
}

/// <summary>What an account may do.</summary>
public static class HostRoles
{
    /// <summary>Everything, accounts and connections included.</summary>
    public const string Owner = "Owner";

    /// <summary>Everything about properties, stays and codes.</summary>
    public const string Manager = "Manager";

    /// <summary>Looks, and changes nothing; sees no code.</summary>
    public const string Viewer = "Viewer";

    /// <summary>All roles.</summary>
    public static readonly IReadOnlyList<string> All = [Owner, Manager, Viewer];
}
