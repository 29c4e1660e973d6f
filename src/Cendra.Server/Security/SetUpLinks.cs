using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Security;

/// <summary>
/// One-time links by which an account is made: 128 random bits, stored as SHA-256, good for 24 hours. The time is the framework's, not that of the stays,
/// which a rehearsal moves.
/// </summary>
public sealed class SetUpLinks(CendraDatabase database, IdSource ids, RandomNumberGenerator random, TimeProvider time, Installation installation)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Where the first link is written, readable by this account of the machine alone.</summary>
    public string FilePath => Path.Combine(installation.DataFolder, "set-up-link.txt");

    /// <summary>The token of a fresh owner's link, taking the place of earlier unused ones; null when somebody has an account already.</summary>
    public async Task<string?> IssueFirstAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        if (await db.Users.AnyAsync(ct))
        {
            return null;
        }

        var token = NewToken();
        var now = time.GetUtcNow();
        db.SetUpLinks.RemoveRange(await db.SetUpLinks.Where(l => l.UsedUtc == null).ToListAsync(ct));
        db.SetUpLinks.Add(new SetUpLink { Id = ids.Next(), TokenHash = Hash(token), Role = HostRoles.Owner, CreatedUtc = now, ExpiresUtc = now + Life });
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <summary>True while the link may still be used.</summary>
    public async Task<bool> IsOpenAsync(string token, CancellationToken ct)
    {
        await using var db = database.Open();
        return await FindAsync(db, token, ct) is not null;
    }

    /// <summary>Uses the link up and says which role it gives; null when it is used, expired or unknown. Of two at once one wins.</summary>
    public async Task<string?> TakeAsync(string token, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await FindAsync(db, token, ct) is not { } link)
        {
            return null;
        }

        link.UsedUtc = time.GetUtcNow();
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }

        File.Delete(FilePath);
        return link.Role;
    }

    /// <summary>Writes the address to <see cref="FilePath"/>, with rights for the owner of the process only.</summary>
    public async Task WriteFileAsync(string address, CancellationToken ct)
    {
        File.Delete(FilePath);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new StreamWriter(FilePath, options);
        await file.WriteLineAsync(address.AsMemory(), ct);
    }

    private async Task<SetUpLink?> FindAsync(CendraDbContext db, string token, CancellationToken ct)
    {
        var (hash, now) = (Hash(token), time.GetUtcNow());
        return await db.SetUpLinks.SingleOrDefaultAsync(l => l.TokenHash == hash && l.UsedUtc == null && l.ExpiresUtc > now, ct);
    }

    private string NewToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.GetBytes(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
