using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Access;
using Microsoft.AspNetCore.DataProtection;

namespace Cendra.Domain.Audit;

/// <summary>The last line of a chain as it was when it was written. Sequence 0 = the chain was about to begin.</summary>
public sealed record AuditHead(string Stream, long Sequence, string Mac);

/// <summary>
/// The ends of all audit chains, sealed, in a file beside the keys and not in the database: whoever cuts the tail of a chain or removes a whole one in the
/// database cannot cut it here. The file is append-only; it is rewritten compactly when it has grown far beyond the number of chains.
/// A crash between a save and its head, or within writing the head, leaves the head one save behind, which verification accepts (the chain may be longer, never shorter).
/// A new chain is announced before its first save, so that there is a head to be behind.
/// </summary>
public sealed class AuditHeads
{
    private readonly IDataProtector _protector;
    private readonly string _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AuditHead> _heads = new(StringComparer.Ordinal);

    /// <summary>Reads the file, if there is one.</summary>
    public AuditHeads(KeyFolder keys, IDataProtectionProvider protection)
    {
        _protector = protection.CreateProtector("Cendra.AuditHeads.v1");
        _file = Path.Combine(keys.Path, "audit-heads");
        var lines = WholeLines(_file);
        foreach (var line in lines)
        {
            Take(line);
        }

        if (lines.Length > (4 * _heads.Count) + 1000 && UnreadableLines == 0)
        {
            Rewrite();
        }
    }

    /// <summary>Lines that do not open with the key ring: the file or the ring was tampered with or lost.</summary>
    public int UnreadableLines { get; private set; }

    /// <summary>All heads.</summary>
    public IReadOnlyList<AuditHead> All()
    {
        lock (_gate)
        {
            return [.. _heads.Values];
        }
    }

    /// <summary>Announces chains that are about to begin. Whether they do is up to the save that follows.</summary>
    internal void Open(IEnumerable<string> streams)
    {
        lock (_gate)
        {
            Append([.. streams.Where(stream => !_heads.ContainsKey(stream)).Select(stream => new AuditHead(stream, 0, ""))]);
        }
    }

    /// <summary>Records new ends.</summary>
    internal void Move(IEnumerable<AuditEvent> ends)
    {
        lock (_gate)
        {
            Append([.. ends.Select(end => new AuditHead(end.Stream, end.Sequence, end.Mac))]);
        }
    }

    private void Append(IReadOnlyList<AuditHead> heads)
    {
        var text = new StringBuilder();
        foreach (var head in heads)
        {
            _heads[head.Stream] = head;
            text.Append(Sealed(head)).Append('\n');
        }

        if (text.Length > 0)
        {
            File.AppendAllText(_file, text.ToString());
        }
    }

    /// <summary>All lines; a last one that a crash left half-written is cut off, so that the next head does not grow onto it.</summary>
    private static string[] WholeLines(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var text = File.ReadAllText(path);
        var whole = text.LastIndexOf('\n') + 1;
        if (whole < text.Length)
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Write);
            file.SetLength(Encoding.UTF8.GetByteCount(text.AsSpan(0, whole)));
        }

        return text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void Take(string line)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(_protector.Unprotect(Convert.FromBase64String(line))).Split('\n');
            var head = new AuditHead(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
            if (!_heads.TryGetValue(head.Stream, out var known) || known.Sequence < head.Sequence)
            {
                _heads[head.Stream] = head;
            }
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException or IndexOutOfRangeException)
        {
            // Counted and reported by verification: a foreign or changed line, or a lost ring.
            UnreadableLines++;
        }
    }

    private string Sealed(AuditHead head) =>
        Convert.ToBase64String(_protector.Protect(Encoding.UTF8.GetBytes($"{head.Stream}\n{head.Sequence.ToString(CultureInfo.InvariantCulture)}\n{head.Mac}")));

    private void Rewrite()
    {
        var temporary = _file + ".new";
        File.WriteAllLines(temporary, _heads.Values.Select(Sealed));
        File.Move(temporary, _file, overwrite: true);
    }
}
