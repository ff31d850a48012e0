/** Where menus are drawn: in the page's main part, so that whoever jumps from landmark to landmark finds them. */
export const inMain = {
  get current() {
    return document.getElementById('main');
  },
};
