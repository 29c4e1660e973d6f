using MimeKit;

namespace Cendra.Knowledge.Import.Past;

/// <summary>
/// Past conversations in an mbox file. Who is the host is told by a list of own addresses; what belongs together by In-Reply-To and References; what is read is the plain text without
/// quoted history. Messages without plain text are left out.
/// </summary>
public static class PastMbox
{
    private const int MostFailures = 100;

    /// <summary>Reads the file. Never throws on what it holds: a message that cannot be read is named, and the next is read; after many of them the rest is named as not read.</summary>
    public static PastResult Read(Stream file, IReadOnlyCollection<string> ownAddresses, CancellationToken ct)
    {
        var own = ownAddresses.Select(a => a.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var problems = new List<ImportProblem>();
        var messages = new List<PastMessage>();
        if (file.CanSeek && file.Length > PastLimits.Bytes)
        {
            return new PastResult([], [new ImportProblem("file", PastLimits.TooLarge)], 0);
        }

        var threads = new Dictionary<string, string>(StringComparer.Ordinal);
        var parser = new MimeParser(file, MimeFormat.Mbox);
        var (number, failures) = (1, 0);
        for (; messages.Count < PastLimits.Messages && failures < MostFailures; number++)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                if (parser.IsEndOfStream)
                {
                    break;
                }

                using var mail = parser.ParseMessage(ct);
                Take(mail, own, $"message {number}", threads, messages, problems);
            }
            catch (Exception wrong) when (wrong is FormatException or IOException or ArgumentException or InvalidOperationException or NotSupportedException or IndexOutOfRangeException)
            {
                problems.Add(new ImportProblem($"message {number}", "It is not read as a mail. Export the folder again as mbox."));
                failures++;
                if (wrong is FormatException && number == 1 && messages.Count == 0)
                {
                    break; // No mbox at all: the parser would find no next message.
                }
            }
        }

        if (failures >= MostFailures)
        {
            // First, for the list of problems has an end.
            problems.Insert(0, new ImportProblem($"message {number}", $"The rest of the file from message {number} was not read: {MostFailures} messages before it are not read as mails. Export the folder again as mbox."));
        }

        PastLimits.Name(messages.Count, problems);
        return new PastResult(PastExchanges.Of(messages), ImportLimits.Bounded(problems), messages.Count);
    }

    private static void Take(MimeMessage mail, HashSet<string> own, string place, Dictionary<string, string> threads, List<PastMessage> messages, List<ImportProblem> problems)
    {
        var thread = Thread(mail, place, threads);
        if (mail.From.Mailboxes.FirstOrDefault() is not { } from || mail.Date == DateTimeOffset.MinValue)
        {
            problems.Add(new ImportProblem(place, "It names no sender or no day and was left out."));
        }
        else if (mail.TextBody is { Length: > 0 } text)
        {
            var names = (from.Name ?? "").Split([' ', ',', '"', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(n => n.Length >= 3 && n.All(c => char.IsLetter(c) || c is '-' or '\'')).ToList();
            messages.Add(new PastMessage(thread, own.Contains(from.Address), mail.Date.ToUniversalTime(), PastQuotes.Without(text), "", names, place));
        }
    }

    /// <summary>The first message of the thread that is known by one of the ids named; messages may stand in any order.</summary>
    private static string Thread(MimeMessage mail, string place, Dictionary<string, string> threads)
    {
        string[] ids = [.. new[] { mail.InReplyTo ?? "" }.Concat(mail.References).Append(mail.MessageId ?? "").Where(i => i.Length > 0).Take(200)];
        var thread = ids.Select(i => threads.GetValueOrDefault(i)).FirstOrDefault(t => t is not null) ?? (ids.Length > 0 ? ids[0] : place);
        foreach (var id in ids)
        {
            threads.TryAdd(id, thread);
        }

        return thread;
    }
}
