using System.Security.Cryptography;
using System.Text;
using Cendra.Agent.Models;
using Cendra.Agent.Prompts;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Server.Evals.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Releases;

/// <summary>
/// What a run of the safety scenarios stands on beside the words and the policy: this build of Cendra, the files of the scenarios, the kept cases, and the model that is set. Where one of them is another, what held before says
/// nothing of now. What is in force stays so; it only cannot be put in force again, and a draft is not judged.
/// </summary>
public sealed class SafetyGround(IConfiguration configuration, IOptionsMonitor<ChatModelOptions> model)
{
    /// <summary>The hash of what ships, on which the scenarios ran before this version of Cendra was made.</summary>
    private static readonly Lazy<string> ShippedHash = new(() => new PromptRelease(0, new Dictionary<string, string>(), "").Hash);

    /// <summary>The parts of this program, each with the id that its compiler gave this very build of it.</summary>
    private static readonly Lazy<string> Build = new(() => string.Join('|', new[] { typeof(SafetyGround).Assembly }
        .Concat(typeof(SafetyGround).Assembly.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("Cendra.", StringComparison.Ordinal)).Select(System.Reflection.Assembly.Load))
        .Select(a => $"{a.GetName().Name} {a.ManifestModule.ModuleVersionId}").Order(StringComparer.Ordinal)));

    /// <summary>The model that is set; empty = none.</summary>
    public string Model => model.CurrentValue is { IsSet: true } set ? set.Model : "";

    /// <summary>What a run would stand on now.</summary>
    public async Task<string> NowAsync(CendraDbContext db, CancellationToken ct) => Of(await db.EvalCases.AsNoTracking().ToListAsync(ct));

    /// <summary>The same with these cases.</summary>
    public string Of(IEnumerable<EvalCase> kept)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(Build.Value, []);
        var folder = EvalFolder.Of(configuration);
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            Add(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file));
        }

        foreach (var one in kept.OrderBy(c => c.OriginKey, StringComparer.Ordinal))
        {
            Add(one.OriginKey, Encoding.UTF8.GetBytes(CaseScenario.Yaml(one)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string name, byte[] content)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}|{content.Length}:")); // Length before content: no two read the same.
            hash.AppendData(content);
        }
    }

    /// <summary>The model that is set must have read it: it is told something else there than under what is in force.</summary>
    public bool ModelMustRead(PromptRelease content, PromptRelease inForce) => Model.Length > 0 && content.TellsModelOtherwise(inForce);

    /// <summary>Whether it may be put in force, as this version of Cendra reads it. What ships may always.</summary>
    /// <param name="row">The release.</param>
    /// <param name="content">What it says.</param>
    /// <param name="inForce">What it would take the place of.</param>
    /// <param name="ground">What it is held against now.</param>
    public ReleaseJudgement Judge(Release row, PromptRelease content, PromptRelease inForce, string ground) =>
        content.Hash == ShippedHash.Value ? ReleaseJudgement.Held : row.Judged(content.Hash, ground, ModelMustRead(content, inForce) ? Model : "");
}
