using System.Globalization;
using System.Security.Claims;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Security;

/// <summary>The person who looks at a page, what they see and what they may do, as the accounts say now.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As others know them.</param>
/// <param name="Role">See <see cref="HostRoles"/>; empty for an account that is gone.</param>
/// <param name="Scope">The properties they see.</param>
public sealed record SignedInHost(Guid Id, string Name, string Role, PropertyScope Scope)
{
    /// <summary>May change properties and stays and see codes.</summary>
    public bool MayChange => Role is HostRoles.Owner or HostRoles.Manager;

    /// <summary>May change connections and accounts.</summary>
    public bool IsOwner => Role == HostRoles.Owner;

    /// <summary>How the audit names them.</summary>
    public string Actor => AuditActor.Host(Id);
}

/// <summary>
/// The one place where a signed-in account becomes what it may see and do. It reads the database and not the cookie: whoever lost a role or an account
/// loses the view with the next reading.
/// </summary>
public sealed class SignedInHosts(CendraDatabase database)
{
    /// <summary>The person; without an account, one who sees and may nothing.</summary>
    public async Task<SignedInHost> OfAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id))
        {
            return Nobody(Guid.Empty);
        }

        await using var db = database.Open();
        var user = await db.Users.AsNoTracking().Where(u => u.Id == id).Select(u => new { u.DisplayName, u.SeesAllProperties }).SingleOrDefaultAsync(ct);
        if (user is null)
        {
            return Nobody(id);
        }

        var roles = await db.UserRoles.Where(r => r.UserId == id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToListAsync(ct);
        var role = HostRoles.All.FirstOrDefault(roles.Contains) ?? "";
        return new SignedInHost(id, user.DisplayName, role, user.SeesAllProperties ? PropertyScope.All : await SomeAsync(db, id, ct));
    }

    private static SignedInHost Nobody(Guid id) => new(id, "", "", PropertyScope.Some([]));

    private static async Task<PropertyScope> SomeAsync(CendraDbContext db, Guid id, CancellationToken ct) =>
        PropertyScope.Some(await db.HostUserProperties.Where(p => p.UserId == id).Select(p => p.PropertyId).ToListAsync(ct));
}
