using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>The clients of Seam and Twilio know nothing of Cendra's own words, so that the official packages can take their places; what speaks with mail servers knows nothing of them either.</summary>
public sealed partial class VendorIndependenceTests
{
    private const string Domain = "Cendra.Domain";
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData("Cendra.Lifecycle", "Seam")]
    [InlineData("Cendra.Messaging", "Twilio")]
    [InlineData("Cendra.Messaging", "Email/Wire")]
    public void A_vendors_client_does_not_refer_to_the_domain(string project, string folder)
    {
        var space = $"{project}.{folder.Replace('/', '.')}";
        var client = Repository.Types.Where(type => type.Namespace == space || type.Namespace?.StartsWith(space + ".", StringComparison.Ordinal) == true).ToArray();
        var files = Repository.Sources($"src/{project}").Where(file => file.IsUnder($"src/{project}/{folder}")).ToArray();

        Assert.NotEmpty(client);
        Assert.NotEmpty(files);
        Expect.Nothing(Referring(client, Domain));
        Expect.Nothing(Naming(files));
        Expect.Nothing(ImplicitlyNaming(Repository.Sources($"src/{project}"), Repository.Read($"src/{project}/{project}.csproj")));
    }

    [Fact]
    public void A_signature_that_names_a_foreign_type_is_reported() =>
        Assert.Equal(3, Referring([typeof(Example)], typeof(SourceFile).Namespace!).Count());

    [Theory]
    [InlineData("using Cendra.Domain.Access;", true)]
    [InlineData("var code = new Domain.Access.AccessCode();", true)]
    [InlineData("// Cendra.Domain.Access maps this.\nvar domain = uri.Host;", false)]
    public void Use_of_the_domain_in_a_body_is_reported(string code, bool isUse) =>
        Assert.Equal(isUse, Naming([new SourceFile("src/Cendra.Lifecycle/Seam/A.cs", code)]).Any());

    [Fact]
    public void A_using_for_the_whole_project_would_hide_a_reference_and_is_reported()
    {
        Assert.Single(ImplicitlyNaming([new SourceFile("src/Cendra.Lifecycle/Usings.cs", "global using Cendra.Domain.Access;")], ""));
        Assert.Single(ImplicitlyNaming([], """<Using Include="Cendra.Domain.Access" />"""));
    }

    private static IEnumerable<string> Referring(IEnumerable<Type> types, string forbidden) =>
        from type in types
        from found in Mentioned(type).SelectMany(Parts)
        where found.Namespace == forbidden || found.Namespace?.StartsWith(forbidden + ".", StringComparison.Ordinal) == true
        where found != type
        select $"{type.FullName} mentions {found.FullName}.";

    private static IEnumerable<Type> Mentioned(Type type) => new[] { type.BaseType }.OfType<Type>()
        .Concat(type.GetInterfaces())
        .Concat(type.GetFields(Declared).Select(field => field.FieldType))
        .Concat(type.GetMethods(Declared).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
        .Concat(type.GetConstructors(Declared).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType));

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Prepend(type);

    private static IEnumerable<string> Naming(IEnumerable<SourceFile> files) => files
        .Where(file => DomainName().IsMatch(CSharpText.WithoutCommentsAndStrings(file.Text)))
        .Select(file => $"{file.Path} names the domain.");

    private static IEnumerable<string> ImplicitlyNaming(IEnumerable<SourceFile> files, string project) => files
        .Where(file => file.Text.Contains("global using " + Domain, StringComparison.Ordinal)).Select(file => file.Path)
        .Concat(project.Contains($"<Using Include=\"{Domain}", StringComparison.Ordinal) ? ["the project file"] : Array.Empty<string>());

    [GeneratedRegex(@"(?<![\w.])(?:Cendra\.)?Domain\.[A-Z]\w*")]
    private static partial Regex DomainName();

    private sealed class Example
    {
        private readonly List<SourceFile> held = [];

        public SourceFile[] Take(SourceFile one) => [.. held, one];
    }
}
