using System.Runtime.InteropServices;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Time;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cendra.Knowledge.Meanings;

/// <summary>
/// Numbers of meaning for articles and questions, where a model for them is set. Those of articles are kept in the database and made again when text or model change. Whatever fails, the search goes on without
/// them, and the model rests for a while.
/// </summary>
public sealed class MeaningOfTexts(CendraDatabase database, IEnumerable<IEmbeddingGenerator<string, Embedding<float>>> generators, IOptions<EmbeddingOptions> options, StayClock clock, ILogger<MeaningOfTexts> log)
{
    private const int Batch = 64;
    private const int LongestText = 2000;

    private readonly IEmbeddingGenerator<string, Embedding<float>>? _generator = generators.FirstOrDefault();
    private long _restUntilTicks;

    /// <summary>A model is set and does not rest.</summary>
    public bool IsAwake => _generator is not null && clock.GetUtcNow().UtcTicks >= Volatile.Read(ref _restUntilTicks);

    /// <summary>The numbers of a question; empty where there are none. What looks like an address, a telephone number or a code does not leave.</summary>
    public async Task<ReadOnlyMemory<float>> OfQuestionAsync(string question, CancellationToken ct) =>
        await MadeAsync([Sayable(question)], ct) is [var only] ? only : default;

    /// <summary>The numbers of these articles, as far as there are any; those that are missing are made and kept.</summary>
    public async Task<IReadOnlyDictionary<Guid, ReadOnlyMemory<float>>> OfAsync(IReadOnlyList<GuideText> texts, CancellationToken ct)
    {
        if (_generator is null)
        {
            return new Dictionary<Guid, ReadOnlyMemory<float>>();
        }

        var model = options.Value.Model;
        await using var db = database.Open();
        var ids = texts.Select(t => t.Id).ToList();
        var kept = await db.ArticleVectors.Where(v => v.Model == model && ids.Contains(v.ArticleId)).ToDictionaryAsync(v => v.ArticleId, ct);
        var known = texts.Where(t => kept.TryGetValue(t.Id, out var row) && row.Number == t.Number).ToDictionary(t => t.Id, t => Floats(kept[t.Id].Numbers));
        foreach (var batch in texts.Where(t => !known.ContainsKey(t.Id)).Chunk(Batch))
        {
            var made = await MadeAsync([.. batch.Select(t => Sayable($"{t.Question}\n{GuestText.Of(t.Answer)}"))], ct);
            for (var i = 0; i < made.Count; i++)
            {
                known[batch[i].Id] = made[i];
                Keep(db, kept.GetValueOrDefault(batch[i].Id), batch[i], model, made[i]);
            }
        }

        await StoreAsync(db, ct);
        return known;
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<float>>> MadeAsync(IReadOnlyList<string> texts, CancellationToken ct)
    {
        if (!IsAwake || texts.All(t => t.Length == 0))
        {
            return [];
        }

        using var time = new CancellationTokenSource(options.Value.CallTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        try
        {
            var made = await _generator!.GenerateAsync(texts, cancellationToken: either.Token);
            return made.Count == texts.Count ? [.. made.Select(m => m.Vector)] : [];
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // Its class alone: messages of vendors quote what was sent.
            log.LogWarning("The model of meanings gave no answer ({Kind}); guides are searched without it for {Rest}", failure.GetType().Name, options.Value.Rest);
            Volatile.Write(ref _restUntilTicks, (clock.GetUtcNow() + options.Value.Rest).UtcTicks);
            return [];
        }
    }

    private static void Keep(CendraDbContext db, ArticleVector? row, GuideText text, string model, ReadOnlyMemory<float> numbers)
    {
        var bytes = MemoryMarshal.AsBytes(numbers.Span).ToArray();
        if (row is null)
        {
            db.ArticleVectors.Add(new ArticleVector { ArticleId = text.Id, Model = model, Number = text.Number, Numbers = bytes });
        }
        else
        {
            (row.Number, row.Numbers) = (text.Number, bytes);
        }
    }

    /// <summary>Somebody else made the same ones meanwhile, or the article went: then theirs hold, or nothing is to be kept.</summary>
    private static async Task StoreAsync(CendraDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }
    }

    private static ReadOnlyMemory<float> Floats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();

    private static string Sayable(string text)
    {
        var clean = LongNumber.Hidden(CleanText.WithoutAddresses(CleanText.Visible(text)));
        return PlainDigits.HoldsDisguise(clean) ? "" : clean.Length > LongestText ? clean[..LongestText] : clean;
    }
}
