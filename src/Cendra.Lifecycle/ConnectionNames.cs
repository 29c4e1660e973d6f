using System.Text.RegularExpressions;
using Cendra.Domain.Database;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle;

/// <summary>
/// What connections may be called: a name is unique and may stand in an address. Deliveries from outside are told apart by the name of where they came from, and some of those are no
/// connections: their names are taken too.
/// </summary>
public sealed partial class ConnectionNames(IEnumerable<WebhookTaker> takers)
{
    /// <summary>What is wrong with the name of a new connection, with what to change; empty = nothing.</summary>
    public async Task<string> ProblemAsync(CendraDbContext db, string name, CancellationToken ct) =>
        !Slug().IsMatch(name) ? "Name: use small letters, digits and dashes, 2 to 40 of them, such as my-pms. It stands in the address."
        : takers.Any(t => t.Source == name) || await db.Connections.AnyAsync(c => c.Name == name, ct) ? $"Name: {name} is taken. Choose another."
        : "";

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Slug();
}
