using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>An interface exists only where two implementations ship; externals are replaced in tests at the wire.</summary>
public sealed partial class InterfaceTests
{
    [Fact]
    public void Every_interface_has_at_least_two_implementations_that_ship() =>
        Expect.Nothing(Lonely(Repository.Types, Repository.Sources("src/Cendra.Server")));

    [Fact]
    public void An_interface_with_one_implementation_is_reported()
    {
        var complaint = Assert.Single(Lonely([typeof(IOneDoor), typeof(OnlyDoor), typeof(IManyDoors<>), typeof(FirstDoor), typeof(SecondDoor)], []));

        Assert.Contains(nameof(IOneDoor), complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_implementation_in_the_server_counts()
    {
        var server = new SourceFile("src/Cendra.Server/Door.cs", "internal sealed class ServerDoor(int width) : Door, IOneDoor { }");

        Expect.Nothing(Lonely([typeof(IOneDoor), typeof(OnlyDoor)], [server]));
    }

    [Fact]
    public void An_interface_of_the_server_with_one_implementation_is_reported()
    {
        var source = new SourceFile("src/Cendra.Server/Page.cs", "public interface IPage { } public sealed class Page : IPage { }");
        var second = new SourceFile("src/Cendra.Server/Other.razor", "@implements IPage\n<p></p>");

        Assert.Single(Lonely([], [source]));
        Expect.Nothing(Lonely([], [source, second]));
    }

    private static IEnumerable<string> Lonely(IReadOnlyList<Type> types, IReadOnlyList<SourceFile> serverSources)
    {
        var classes = types.Where(type => type is { IsClass: true, IsAbstract: false } || type is { IsValueType: true, IsEnum: false }).ToArray();
        var serverClasses = serverSources.SelectMany(CSharpText.Classes).ToArray();
        var built = types.Where(type => type.IsInterface)
            .Select(type => (type.Name, Count: classes.Count(candidate => Implements(candidate, type)) + InServer(type.Name)));
        var written = serverSources.SelectMany(CSharpText.DeclaredTypes).Where(name => InterfaceName().IsMatch(name))
            .Select(name => (Name: name, Count: InServer(name)));
        return built.Concat(written).Where(found => found.Count < 2).Select(found => $"{found.Name} has {found.Count} implementation(s); two must ship.");

        int InServer(string name) => serverClasses.Count(candidate => Regex.IsMatch(candidate.Bases, $@"\b{Regex.Escape(name.Split('`')[0])}\b"));
    }

    /// <summary>Implementing any closed form of a generic interface is implementing it.</summary>
    private static bool Implements(Type candidate, Type wanted) => candidate.GetInterfaces()
        .Any(found => (found.IsGenericType ? found.GetGenericTypeDefinition() : found) == wanted);

    [GeneratedRegex("^I[A-Z]")]
    private static partial Regex InterfaceName();

    private interface IOneDoor;

    private interface IManyDoors<T>;

    private sealed class OnlyDoor : IOneDoor;

    private sealed class FirstDoor : IManyDoors<int>;

    private sealed class SecondDoor : IManyDoors<string>;
}
