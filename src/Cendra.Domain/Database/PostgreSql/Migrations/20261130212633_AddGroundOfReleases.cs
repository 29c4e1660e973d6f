using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddGroundOfReleases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RunGround",
                table: "Releases",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RunLeftOut",
                table: "Releases",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RunModel",
                table: "Releases",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RunGround",
                table: "Releases");

            migrationBuilder.DropColumn(
                name: "RunLeftOut",
                table: "Releases");

            migrationBuilder.DropColumn(
                name: "RunModel",
                table: "Releases");
        }
    }
}
