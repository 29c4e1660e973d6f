using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cendra.Domain.Audit;

/// <summary>
/// One line of an append-only chain. Each carries a MAC over its own content and the MAC before it, under a key that is not in the database:
/// an edited, deleted, inserted or moved line breaks the chain, and a cut tail misses the head kept in the key folder.
/// Unique by stream and sequence.
/// </summary>
public sealed class AuditEvent
{
    public Guid Id { get; init; }

    /// <summary>Which chain: a stay, a property, a lock, a connection, a reservation, a user.</summary>
    public required string Stream { get; init; }

    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Sequence { get; init; }

    public DateTimeOffset OccurredUtc { get; init; }

    /// <summary>See <see cref="AuditActor"/>.</summary>
    public required string Actor { get; init; }

    public AuditKind Kind { get; init; }

    /// <summary>For people, in the present or past tense; neither PIN nor personal data.</summary>
    public required string What { get; init; }

    /// <summary>The code, lock or message it is about.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Keyed commitment to the personal fields in the side table; empty when there are none. It stays when they are erased.</summary>
    public string PersonalCommitment { get; init; } = "";

    public AuditPersonal? Personal { get; set; }

    /// <summary>MAC of the line before; empty for the first.</summary>
    public required string PreviousMac { get; init; }

    public required string Mac { get; set; }

    /// <summary>The MAC this line must carry, hex.</summary>
    public string ComputeMac(byte[] key)
    {
        string[] parts =
        [
            Stream, Sequence.ToString(CultureInfo.InvariantCulture), OccurredUtc.UtcTicks.ToString(CultureInfo.InvariantCulture), Actor, Kind.ToString(),
            What, SubjectId?.ToString("N") ?? "", PersonalCommitment, PreviousMac,
        ];
        return Hmac(key, parts);
    }

    /// <summary>The commitment to personal fields, hex.</summary>
    public static string Commit(byte[] key, AuditPersonal personal) => Hmac(key, [personal.Salt, personal.Fields]);

    private static string Hmac(byte[] key, string[] parts)
    {
        // Length before content: no two different lines may read the same.
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}|");
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>The personal fields of an audit line, in a table of their own: erasing a guest deletes the row and the chain still verifies.</summary>
public sealed class AuditPersonal
{
    public Guid AuditEventId { get; init; }

    /// <summary>JSON object of field names and values.</summary>
    public required string Fields { get; init; }

    /// <summary>Random, so that the commitment cannot be tried against guesses.</summary>
    public required string Salt { get; init; }
}
