using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Time;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Cendra.Knowledge.Topics;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Import.Past;

/// <summary>What became of a file of past conversations.</summary>
/// <param name="Messages">How many messages were read.</param>
/// <param name="Exchanges">How many questions had an answer.</param>
/// <param name="Added">How many of them are new candidates for articles.</param>
/// <param name="Problems">What could not be read or taken.</param>
public sealed record PastTaken(int Messages, int Exchanges, int Added, IReadOnlyList<ImportProblem> Problems);

/// <summary>Makes candidates for articles out of past conversations: one for each distinct question of a property. The same file twice adds nothing.</summary>
public sealed class PastDesk(CendraDatabase database, KnownCodes known, StayClock clock, IdSource ids)
{
    private const int LongestQuestion = 500;
    private const string Meanwhile = "Somebody else took conversations over meanwhile. Take the file over again; nothing is taken twice.";

    /// <summary>Takes a file over: an mbox by its ending, else a table. <paramref name="ownAddresses"/> say who the host is in an mbox.</summary>
    public async Task<PastTaken> TakeOverAsync(GivenFile file, IReadOnlyCollection<string> ownAddresses, Editor editor, CancellationToken ct)
    {
        using var bytes = new MemoryStream(file.Bytes.ToArray(), writable: false);
        var read = file.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? PastCsv.Read(file.Bytes) : PastMbox.Read(bytes, ownAddresses, ct);
        var problems = read.Problems.ToList();
        await using var db = database.Open();
        var scope = await ImportScope.ReadAsync(db, editor, ct);
        var rows = new Dictionary<string, ArticleCandidate>(StringComparer.Ordinal);
        var added = 0;
        foreach (var exchange in read.Exchanges)
        {
            var (property, problem) = scope.Properties(exchange.PropertyName.Length > 0 ? [exchange.PropertyName] : []);
            if (property is null || await known.HoldsRealAsync(db, $"{exchange.GuestQuestion}\n{exchange.HostReply}", ct))
            {
                problems.Add(new ImportProblem(exchange.Place, property is null ? problem : "It holds the code of a door or a secret of a property and was left out."));
                continue;
            }

            added += await AddAsync(db, rows, exchange, property.Count > 0 ? property[0] : null, ct) ? 1 : 0;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return new PastTaken(read.Messages, read.Exchanges.Count, added, problems);
        }
        catch (DbUpdateException)
        {
            return new PastTaken(read.Messages, read.Exchanges.Count, 0, [.. problems, new ImportProblem(file.Name, Meanwhile)]);
        }
    }

    private async Task<bool> AddAsync(CendraDbContext db, Dictionary<string, ArticleCandidate> rows, PastExchange exchange, Guid? property, CancellationToken ct)
    {
        var question = CandidateTexts.CutAtWord(exchange.GuestQuestion, LongestQuestion);
        var key = QuestionWords.KeyOf(property, question);
        var dedupe = $"import:{Hash($"{key}\n{exchange.AtUtc.UtcTicks}")}";
        if (rows.GetValueOrDefault(key) is not { } row)
        {
            row = await db.ArticleCandidates.Include(c => c.Questions).SingleOrDefaultAsync(c => c.QuestionKey == key, ct);
            if (row is not null)
            {
                rows[key] = row;
            }
        }

        if (row?.Questions.Exists(q => q.DedupeKey == dedupe) == true)
        {
            return false;
        }

        var isNew = row is null;
        row ??= Begin(db, rows, key, question, exchange, property);
        db.CandidateQuestions.Add(new CandidateQuestion { Id = ids.Next(), CandidateId = row.Id, DedupeKey = dedupe, AskedUtc = exchange.AtUtc });
        row.LastAskedUtc = exchange.AtUtc > row.LastAskedUtc ? exchange.AtUtc : row.LastAskedUtc;
        if (row is { State: CandidateState.Open, Answer.Length: 0 })
        {
            Suggest(row, exchange);
        }

        return isNew;
    }

    private ArticleCandidate Begin(CendraDbContext db, Dictionary<string, ArticleCandidate> rows, string key, string question, PastExchange exchange, Guid? property)
    {
        var row = new ArticleCandidate
        {
            Id = ids.Next(),
            PropertyId = property,
            Question = question,
            QuestionKey = key,
            Topic = TopicBook.In(question) is [var only] ? only : "",
            FirstAskedUtc = exchange.AtUtc,
            LastAskedUtc = exchange.AtUtc,
        };
        db.ArticleCandidates.Add(row);
        return rows[key] = row;
    }

    /// <summary>The reply as the suggested answer, judged as one of a conversation here would be. The next look holds it against the articles.</summary>
    private void Suggest(ArticleCandidate row, PastExchange exchange)
    {
        var reply = exchange.HostReply.Replace(PastMask.Digits, KnownCodes.LeftOut, StringComparison.Ordinal);
        var judged = ReplyNature.Of(reply, new ReplyFacts([], false));
        (row.Answer, row.Kind, row.KindWords) = (reply, judged.Kind, CandidateTexts.CutAtWord($"From a past conversation. {judged.Words}", LongestQuestion));
        row.DueAtUtc = clock.GetUtcNow();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
