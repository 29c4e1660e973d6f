using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>
/// Job arguments are ids: Hangfire stores and shows them. A job is one public RunAsync(Guid..., CancellationToken), a sweep one RunAsync(CancellationToken);
/// both are plain methods that run without Hangfire.
/// </summary>
public sealed partial class JobShapeTests
{
    [Fact]
    public void Every_job_takes_ids_and_every_sweep_takes_nothing() =>
        Expect.Nothing(Wrong(Repository.Types.SelectMany(Methods)).Concat(Wrong(Repository.Sources("src/Cendra.Server").SelectMany(Methods))));

    [Fact]
    public void Jobs_and_sweeps_of_another_shape_are_reported()
    {
        Expect.Nothing(Wrong(new[] { typeof(GoodJob), typeof(GoodSweep) }.SelectMany(Methods)));
        Assert.Single(Wrong(Methods(typeof(TextJob))));
        Assert.Single(Wrong(Methods(typeof(TwoJob))));
        Assert.Single(Wrong(Methods(typeof(NoIdJob))));
        Assert.Single(Wrong(Methods(typeof(IdSweep))));
    }

    [Theory]
    [InlineData("public sealed class AJob { public async Task RunAsync(Guid stayId, CancellationToken stop) { } }", true)]
    [InlineData("public sealed class ASweep(StayClock clock) { public Task RunAsync(CancellationToken stop) => Now(clock); }", true)]
    [InlineData("public sealed class AJob { public Task RunAsync(string code, CancellationToken stop) { } }", false)]
    [InlineData("public sealed class ASweep { public Task RunAsync(Guid id, CancellationToken stop) { } public void Other() { } }", false)]
    public void Jobs_of_the_server_are_read_from_its_sources(string code, bool isGood) =>
        Assert.Equal(isGood, !Wrong(Methods(new SourceFile("src/Cendra.Server/A.cs", code))).Any());

    private static IEnumerable<string> Wrong(IEnumerable<(string Type, string Method, string[] Parameters)> methods) => methods
        .Where(method => RoleName().IsMatch(method.Type))
        .GroupBy(method => method.Type)
        .Where(type => type.Count() != 1 || !HasShape(type.Single()))
        .Select(type => $"{type.Key}: {string.Join("; ", type.Select(method => $"{method.Method}({string.Join(", ", method.Parameters)})"))}");

    private static bool HasShape((string Type, string Method, string[] Parameters) method)
    {
        var ids = method.Parameters.SkipLast(1).ToArray();
        return method is { Method: "RunAsync", Parameters: [.., nameof(CancellationToken)] }
            && ids.All(name => name == nameof(Guid))
            && ids.Length > 0 == method.Type.EndsWith("Job", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Type, string Method, string[] Parameters)> Methods(Type type) => !type.IsClass ? [] : type
        .GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName)
        .Select(method => (type.Name, method.Name, method.GetParameters().Select(parameter => parameter.ParameterType.Name).ToArray()));

    private static IEnumerable<(string Type, string Method, string[] Parameters)> Methods(SourceFile file)
    {
        var text = CSharpText.WithoutCommentsAndStrings(file.Text);
        var owner = CSharpText.DeclaredTypes(file).FirstOrDefault(name => RoleName().IsMatch(name));
        return owner is null ? [] : PublicMethods().Matches(text).Select(match => (owner, match.Groups["name"].Value, TypesOf(match.Groups["parameters"].Value)));
    }

    private static string[] TypesOf(string parameters) =>
        [.. parameters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(parameter => parameter.Split(' ')[0])];

    [GeneratedRegex("(Job|Sweep)$")]
    private static partial Regex RoleName();

    [GeneratedRegex(@"\bpublic\s+(?:(?:async|static|virtual)\s+)*(?!class|record|sealed)[\w<>\[\]?., ]+?\s+(?<name>\w+)\((?<parameters>[^()]*)\)\s*(?:\{|=>)")]
    private static partial Regex PublicMethods();

#pragma warning disable IDE0060 // Only the shape of these is looked at.
    private sealed class GoodJob
    {
        public string Name => nameof(GoodJob);

        public Task RunAsync(Guid stayId, Guid lockId, CancellationToken stop) => Task.CompletedTask;
    }

    private sealed class GoodSweep
    {
        public Task RunAsync(CancellationToken stop) => Task.CompletedTask;
    }

    private sealed class TextJob
    {
        public Task RunAsync(string code, CancellationToken stop) => Task.CompletedTask;
    }

    private sealed class TwoJob
    {
        public Task RunAsync(Guid id, CancellationToken stop) => Task.CompletedTask;

        public Task AgainAsync(Guid id, CancellationToken stop) => Task.CompletedTask;
    }

    private sealed class NoIdJob
    {
        public Task RunAsync(CancellationToken stop) => Task.CompletedTask;
    }

    private sealed class IdSweep
    {
        public Task RunAsync(Guid id, CancellationToken stop) => Task.CompletedTask;
    }
#pragma warning restore IDE0060
}
