using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Security;

/// <summary>What somebody types to get an account.</summary>
public sealed record NewAccount(string Name, string Email, string Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(NewAccount);
}

/// <summary>Makes accounts and the roles they have.</summary>
public sealed class Accounts(UserManager<HostUser> users, RoleManager<IdentityRole<Guid>> roles, CendraDbContext db, IdSource ids)
{
    /// <summary>Characters a password has at least.</summary>
    public const int ShortestPassword = 12;

    /// <summary>Characters a password has at most; hashing longer ones costs time and gives nothing.</summary>
    public const int LongestPassword = 200;

    /// <summary>Adds the roles that are missing.</summary>
    public async Task EnsureRolesAsync(CancellationToken ct)
    {
        var known = await db.Roles.Select(r => r.Name).ToListAsync(ct);
        foreach (var name in HostRoles.All.Except(known, StringComparer.Ordinal))
        {
            await roles.CreateAsync(new IdentityRole<Guid> { Id = ids.Next(), Name = name });
        }
    }

    /// <summary>What speaks against this account, in words that say what to change; empty = nothing.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(NewAccount wanted)
    {
        var problems = new List<string>();
        if (wanted.Name.Trim().Length is 0 or > 100 || wanted.Name.Any(char.IsControl))
        {
            problems.Add("Write the name under which guests and colleagues know you, up to 100 characters.");
        }

        if (!IsEmail(wanted.Email))
        {
            problems.Add("Write an email address such as name@house.example.");
        }
        else if (await users.FindByEmailAsync(wanted.Email.Trim()) is not null)
        {
            problems.Add("This email address already has an account. Sign in with it.");
        }

        if (wanted.Password.Length is < ShortestPassword or > LongestPassword)
        {
            problems.Add($"Choose a password of {ShortestPassword} to {LongestPassword} characters. A sentence does well.");
        }

        return problems;
    }

    /// <summary>Whether this can be the address of an account: one @ between two parts, no blanks, and text that can be compared.</summary>
    public static bool IsEmail(string text)
    {
        var address = text.Trim();
        return address.Length <= 254 && address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == address.LastIndexOf('@') && at < address.Length - 1
            && !address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)) && address.EnumerateRunes().All(rune => rune.Value is not (0xFFFD or 0xFFFE or 0xFFFF));
    }

    /// <summary>Makes the account with this role; an owner sees every property. Throws when Identity refuses what <see cref="ProblemsAsync"/> let pass.</summary>
    public async Task<HostUser> MakeAsync(NewAccount wanted, string role)
    {
        var user = new HostUser
        {
            Id = ids.Next(),
            UserName = wanted.Email.Trim(),
            Email = wanted.Email.Trim(),
            DisplayName = wanted.Name.Trim(),
            SeesAllProperties = role == HostRoles.Owner,
        };
        db.Audit(StreamNotes.OfUser(user.Id).Add(AuditKind.AccountChanged, AuditActor.Host(user.Id), $"Account made with the role {role}"));
        Demand(await users.CreateAsync(user, wanted.Password));
        Demand(await users.AddToRoleAsync(user, role));
        return user;
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException("Identity refused the account: " + string.Join(", ", result.Errors.Select(e => e.Code)));
        }
    }
}
